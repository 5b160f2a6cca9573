# Makes vectors.tsv: python3 vectors.py > vectors.tsv
# Independent of the crate: Python's hashlib and hmac. Each line is a name and the password that the mistake brings forth.
import base64, hashlib, hmac

C, D, P, T = "Lx5Q1X6M", "xGKFwfkEXz", "x4jwTsoz", "1564988853275"
DEVICE, PRODUCT = "wNDGE8f0EAdh6i7OzNwk", "pRoDuCt5ecret"
MODE, METHOD = "2", "sha256"
WHOLE = f"{C}|securemode={MODE},signmethod={METHOD},timestamp={T}|"


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest().upper()


def mac(key, text, name="sha256"):
    return hmac.new(key.encode(), text.encode(), name).hexdigest().upper()


def content(c=C, d=D, p=P, t=T, within="", between=""):
    pairs = [("clientId", c), ("deviceKey", d), ("productKey", p), ("timestamp", t)]
    return between.join(name + within + value for name, value in pairs if value is not None)


right = hashlib.sha256((content() + DEVICE).encode()).digest()
vectors = {
    "right": sha(content() + DEVICE),
    "lower": sha(content() + DEVICE).lower(),
    "other_secret": sha(content() + PRODUCT),
    "newline": sha(content() + DEVICE + "\n"),
    "crlf": sha(content() + DEVICE + "\r\n"),
    "nul": sha(content() + DEVICE + "\0"),
    "space_behind": sha(content() + DEVICE + " "),
    "space_in_front": sha(content() + " " + DEVICE),
    "quoted": sha(content() + '"' + DEVICE + '"'),
    "named": sha(content() + "deviceSecret" + DEVICE),
    "no_secret": sha(content()),
    "secret_lower": sha(content() + DEVICE.lower()),
    "secret_in_front": sha(DEVICE + content()),
    "hmac": mac(DEVICE, content()),
    "hmac_inside": mac(DEVICE, content() + DEVICE),
    "hmac_reversed": mac(content(), DEVICE),
    "sha1": hashlib.sha1((content() + DEVICE).encode()).hexdigest(),
    "hmac_sha1": mac(DEVICE, content(), "sha1"),
    "md5": hashlib.md5((content() + DEVICE).encode()).hexdigest(),
    "hmac_md5": mac(DEVICE, content(), "md5"),
    "twice_bytes": hashlib.sha256(right).hexdigest(),
    "twice_upper": sha(right.hex().upper()),
    "twice_lower": sha(right.hex()),
    "base64": base64.b64encode(right).decode(),
    "and": sha(content(between="&") + DEVICE),
    "query": sha(content(within="=", between="&") + DEVICE),
    "commas": sha(content(between=",") + "," + DEVICE),
    "newlines": sha(content(between="\n") + "\n" + DEVICE),
    "spaces": sha(content(between=" ") + " " + DEVICE),
    "equals": sha(content(within="=") + DEVICE),
    "names_left_out": sha(C + D + P + T + DEVICE),
    "order": sha(f"productKey{P}deviceKey{D}clientId{C}timestamp{T}" + DEVICE),
    "no_timestamp": sha(content(t=None) + DEVICE),
    "no_product_key": sha(content(p=None) + DEVICE),
    "no_device_key": sha(content(d=None) + DEVICE),
    "no_client_id": sha(content(c=None) + DEVICE),
    "parameters": sha(f"clientId{C}deviceKey{D}productKey{P}securemode{MODE}signmethod{METHOD}timestamp{T}" + DEVICE),
    "keys_swapped": sha(content(d=P, p=D) + DEVICE),
    "client_id_lower": sha(content(c=C.lower()) + DEVICE),
    "product_key_upper": sha(content(p=P.upper()) + DEVICE),
    "all_names_lower": sha(content(C.lower(), D.lower(), P.lower()) + DEVICE),
    "whole_string_upper": sha((content() + DEVICE).upper()),
    "whole_client_id": sha(content(c=WHOLE) + DEVICE),
    "old_prefix": sha(content(c="clientId" + C) + DEVICE),
    "device_key_for_client_id": sha(content(c=D) + DEVICE),
    "seconds": sha(content(t=T[:-3]) + DEVICE),
    "constant": sha(content(t="2524608000000") + DEVICE),
    "zero": sha(content(t="0") + DEVICE),
    "just_after": sha(content(t=str(int(T) + 37)) + DEVICE),
    "eight_hours": sha(content(t=str(int(T) + 8 * 3600 * 1000)) + DEVICE),
    "lower_case_names": sha(f"clientid{C}devicekey{D}productkey{P}timestamp{T}" + DEVICE),
    "time_stamp": sha(f"clientId{C}deviceKey{D}productKey{P}timeStamp{T}" + DEVICE),
    # Pairs.
    "hmac_device_name": mac(DEVICE, f"clientId{C}deviceName{D}productKey{P}timestamp{T}"),
    "hmac_sha1_device_name": mac(DEVICE, f"clientId{C}deviceName{D}productKey{P}timestamp{T}", "sha1"),
    "hmac_seconds": mac(DEVICE, content(t=T[:-3])),
    "other_secret_newline": sha(content() + PRODUCT + "\n"),
    "query_no_timestamp": sha(content(t=None, within="=", between="&") + DEVICE),
    "hmac_base64": base64.b64encode(hmac.new(DEVICE.encode(), content().encode(), "sha256").digest()).decode(),
    # How the digest is written.
    "cut_off": right.hex()[:32],
    "padding_lost": "".join("%x" % byte for byte in right),
    "sign_extended": "".join("%02x" % (byte if byte < 128 else 0xFFFFFF00 | byte) for byte in right),
    "plain_secret": DEVICE,
    "plain_product_secret": PRODUCT,
    "plain_content": content(),
    "plain_content_and_secret": content() + DEVICE,
    # Something nobody does on purpose.
    "another_secret": sha(content() + "somethingElse"),
}
# A client id for which the digest starts with a zero: found by counting.
number = 0
while not sha(content(c=str(number)) + DEVICE).startswith("0"):
    number += 1
vectors[f"leading_zero {number}"] = sha(content(c=str(number)) + DEVICE).lstrip("0")
# A device with a MAC address for a name, and an SDK's decimal fraction.
mac_id = "00:1B:44:11:3A:B7"
vectors["mac_plain"] = sha(content(c=mac_id.replace(":", "")) + DEVICE)
vectors["mac_dashes_lower"] = sha(content(c=mac_id.replace(":", "-").lower()) + DEVICE)
vectors["fraction"] = sha(content(t=T) + DEVICE)
vectors["milliseconds"] = sha(content(t=T) + DEVICE)
for name, password in vectors.items():
    print(name, password.replace("\n", "\\n"), sep="\t")
