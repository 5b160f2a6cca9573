"""A device on the vendor's own SDK: activates itself, or logs in, and says on standard output what came of it.

    device.py activate|login SECONDS URL PRODUCT_KEY DEVICE_KEY [CA CERTIFICATE KEY]

The secret is read from standard input. Prints `secret S` after an activation, `connected` after a login, and
`refused` when neither comes within so many seconds.
"""

import os
import sys
import threading

from enos.core.MqttClient import MqttClient
from enos.core.internal.Profile import Profile
from enos.core.login.DynamicActivationLogin import DynamicActivationLogin
from enos.core.login.NormalDeviceLogin import NormalDeviceLogin

action, seconds, url, product_key, device_key, *tls = sys.argv[1:]
secret = sys.stdin.readline().strip()
said = threading.Event()


def say(line):
    # The first word counts: the SDK connects again by itself for as long as it lives.
    if not said.is_set():
        print(line, flush=True)
        said.set()


if action == "activate":
    profile = Profile.create_instance(DynamicActivationLogin(url, product_key, secret, device_key))
else:
    profile = Profile.create_instance(NormalDeviceLogin(url, product_key, device_key, secret))
# One attempt, and no second one that the cloud would count.
profile.set_auto_reconnect_min_sec(30)
if tls:
    profile.set_ssl_context(*tls)

client = MqttClient(profile=profile)
if action == "activate":
    client.on_device_dynamic_active = lambda device_secret: say("secret " + device_secret)
else:
    client.on_connect = lambda: say("connected")

threading.Thread(target=client.connect, daemon=True).start()
said.wait(float(seconds))
if said.is_set():
    # Gives the SDK time to answer the activation message.
    threading.Event().wait(0.5)
    client.disconnect()
else:
    say("refused")
# The SDK's own threads would keep the process alive.
os._exit(0)
