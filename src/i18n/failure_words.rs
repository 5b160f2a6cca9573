//! Words of failures: title, cause, fixes.

sentences! {
    /// What went wrong, in a title.
    FailureTitle in trouble {
        Stopped: "Stopped", "已停止";
        NoGateway: "Cannot reach the gateway", "无法连接网关";
        NoDemo: "The demo could not be loaded", "演示未能加载";
        Barred: "This page is not allowed to connect there", "本页不允许连接该地址";
        NotMqtt: "Gateway does not speak MQTT", "网关未按 MQTT 协议应答";
        UpstreamNotMqtt: "The server behind the gateway is not an MQTT server", "网关后的服务器不是 MQTT 服务器";
        GatewayBusy: "The gateway closed the connection", "网关关闭了连接";
        NoUpstream: "The gateway cannot reach EnOS", "网关无法连接 EnOS";
        VersionRefused: "Protocol version refused", "协议版本被拒绝";
        ClientIdRefused: "Client ID refused", "Client ID 被拒绝";
        Busy: "EnOS is temporarily unavailable", "EnOS 暂不可用";
        WrongSecret: "Wrong key or secret", "Key 或密钥错误";
        NotAllowed: "Login not authorized", "登录未授权";
        LoginRefused: "The login was refused", "登录被拒绝";
        Version5: "The server speaks MQTT 5", "服务器使用 MQTT 5";
        Broken: "The connection was lost", "连接中断";
        LoginCut: "EnOS closed the connection during login", "登录时连接被 EnOS 断开";
        CannotListen: "Cannot subscribe to the activation topic", "无法订阅激活主题";
        NoSecret: "Logged in, but no secret received", "已登录，但未收到密钥";
        LostBeforeSecret: "Connection lost before the secret was received", "收到密钥前连接中断";
        WrongReply: "Reply does not match this device", "返回内容与此设备不匹配";
        Unread: "The activation message was not understood", "无法识别激活消息";
        LostAtSignOff: "Connection lost while disconnecting", "断开时连接中断";
        VerificationFailed: "Secret received, login failed", "已收到密钥，但登录失败";
    }
}

sentences! {
    /// Why it went wrong, as far as the page can know.
    FailureReason in why {
        Stopped: "You pressed Stop. Nothing more is sent.", "您点击了“停止”，不会再发送任何内容。";
        StoppedLate: "You pressed Stop. Nothing more is sent. If the login had already reached EnOS, EnOS may have issued a new secret, and the earlier one is no longer valid.", "您点击了“停止”，不会再发送任何内容。如登录请求此前已到达 EnOS，EnOS 可能已下发新密钥，旧密钥随之失效。";
        NotOpened: "The WebSocket did not open. The browser gives no reason.", "WebSocket 未能打开，浏览器不提供原因。";
        NoDemo: "The demo is a part of this page that the browser loads when it is needed.", "演示是本页的一部分，浏览器在需要时才加载。";
        Barred: "The page's security policy (connect-src) does not allow this address, so the browser did not try to connect.", "本页的安全策略（connect-src）不允许该地址，浏览器未发起连接。";
        NotOpenedInTime: "The WebSocket did not open in time.", "WebSocket 未在时限内打开。";
        Subprotocol: "The WebSocket opened, but subprotocol mqtt was not accepted.", "WebSocket 已打开，但未接受 mqtt 子协议。";
        NoConnack: "The WebSocket is open, but no CONNACK was received in time.", "WebSocket 已打开，但未在时限内收到 CONNACK。";
        Violation: "The server violated the MQTT protocol, so the connection was closed.", "对方违反 MQTT 协议，连接已关闭。";
        SpeaksHttp: "The server answered in HTTP, as a web server does.", "对方以 HTTP 应答，像是 Web 服务器。";
        SpeaksTls: "The server answered with TLS: the port behind the gateway requires an encrypted connection.", "对方以 TLS 应答：网关后的端口要求加密连接。";
        SpeaksSsh: "The server answered in SSH, as a server for remote shells does.", "对方以 SSH 应答，像是远程登录服务器。";
        SpeaksText: "The server answered with lines of text, as mail servers and databases do.", "对方以文本应答，像是邮件服务器或数据库。";
        GatewayFull: "The gateway has reached its connection limit.", "网关的连接数已达上限。";
        GatewayStopping: "The gateway is shutting down.", "网关正在停止。";
        GatewayIdle: "The gateway closed the connection because it was idle for too long.", "连接空闲过久，被网关关闭。";
        UpstreamName: "The gateway cannot resolve the host name of the MQTT server.", "网关无法解析 MQTT 服务器的域名。";
        UpstreamRefused: "No service is listening at the MQTT server's address.", "MQTT 服务器地址上没有服务在监听。";
        UpstreamTimeout: "The MQTT server did not answer the gateway in time.", "MQTT 服务器未在时限内应答网关。";
        UpstreamTls: "The TLS handshake between the gateway and the MQTT server failed.", "网关与 MQTT 服务器之间的 TLS 握手失败。";
        UpstreamUnreachable: "The gateway cannot reach the MQTT server.", "网关无法连接到 MQTT 服务器所在的网络。";
        UpstreamReset: "The MQTT server closed the connection unexpectedly.", "MQTT 服务器中断了连接。";
        UpstreamStalled: "The MQTT server stopped receiving data.", "MQTT 服务器停止接收数据。";
        GatewayMachine: "A limit or a rule on the gateway's host prevents the connection. The details name the cause.", "网关主机上的限制或规则阻止了连接，原因见详细信息。";
        UpstreamTime: "According to the gateway's clock, the MQTT server's certificate has expired or is not valid yet. Either the certificate or the gateway's clock is wrong; this page cannot tell which.", "按网关的时间，MQTT 服务器的证书已过期或尚未生效。可能是证书有误，也可能是网关时间有误，本页无法判断。";
        UpstreamTimeAgreed: "According to the gateway's clock, the MQTT server's certificate has expired or is not valid yet. The clock of this phone or computer matches the gateway's, so the certificate is most likely the cause.", "按网关的时间，MQTT 服务器的证书已过期或尚未生效。本机时间与网关一致，因此很可能是证书的问题。";
        UpstreamTimeDiffers: "According to the gateway's clock, the MQTT server's certificate has expired or is not valid yet. The clock of this phone or computer differs from the gateway's; this page cannot tell which one is wrong.", "按网关的时间，MQTT 服务器的证书已过期或尚未生效。本机时间与网关时间不一致，本页无法判断哪一个有误。";
        GatewayClock: "The gateway's clock is wrong, so it cannot check the MQTT server's certificate.", "网关时间有误，无法校验 MQTT 服务器的证书。";
        Connack: "EnOS answered with CONNACK {0}.", "EnOS 返回 CONNACK {0}。";
        ConnackUnclear: "EnOS answered with CONNACK {0} and gave no further reason. The device log in the EnOS console (Product Details > Logs) may show it.", "EnOS 返回 CONNACK {0}，未说明具体原因。EnOS 控制台的设备日志（产品详情 > 日志服务）中可能有记录。";
        ClosedAtLogin: "The connection was closed before a CONNACK. EnOS may reject a login this way.", "连接在 CONNACK 之前被关闭；EnOS 可能以此方式拒绝登录。";
        SubackRefused: "EnOS refused the subscription (SUBACK 0x80) and sent no secret.", "EnOS 拒绝订阅（SUBACK 0x80），也未下发密钥。";
        NoPush: "EnOS accepted the login but did not send the secret in time.", "EnOS 已接受登录，但未在时限内下发密钥。";
        ClosedEarly: "The connection was closed before the secret was received.", "收到密钥前连接已被关闭。";
        WrongMessage: "The activation message that was received is for another device. It was not acknowledged and is not used for this device.", "收到的激活消息属于其他设备，未予确认，也不用于此设备。";
        UnreadMessage: "A message was received on the activation topic, but it does not match the specification. It was not acknowledged to EnOS.", "激活主题上收到一条消息，但不符合规范，未向 EnOS 确认。";
        ReservedCode: "The server refused the login with {0}, a code that MQTT 3.1.1 does not define.", "服务器以 {0} 拒绝登录，MQTT 3.1.1 未定义此代码。";
        Version5: "The server answered with {0}. EnOS speaks MQTT 3.1.1, so this is most likely another server.", "服务器返回 {0}。EnOS 使用 MQTT 3.1.1，这很可能是其他服务器。";
        BrokenAtLogin: "The connection was lost before the login was answered, and no reason was given. The cause is probably the network, a proxy or the gateway, not EnOS.", "登录未得到应答时连接中断，且未说明原因。问题多在网络、代理或网关，而非 EnOS。";
        BrokenEarly: "EnOS accepted the login, then the connection was lost, and no reason was given. The cause is probably the network, a proxy or the gateway, not EnOS.", "EnOS 已接受登录，随后连接中断，且未说明原因。问题多在网络、代理或网关，而非 EnOS。";
        ClosedAtEnd: "EnOS accepted the login before the connection was closed.", "连接结束前 EnOS 已接受登录。";
    }
}

sentences! {
    /// What may be done, each as a full sentence.
    RemedyText in fix {
        AdmitAddress: "Ask the page administrator to add this address to the security policy.", "请页面管理员把该地址加入安全策略。";
        CheckNetwork: "Check the network: is this phone or computer online, and does the network require sign-in?", "检查网络：手机或电脑是否联网，网络是否需要登录认证。";
        CheckGatewayAddress: "Check the host, port and path of the gateway address.", "检查网关地址的主机、端口和路径。";
        CheckGatewayCertificate: "Open the gateway address in a new tab. The browser shows what is wrong with its certificate.", "在新标签页中打开网关地址，浏览器会显示其证书的问题。";
        CheckProxy: "Check whether a proxy blocks WebSockets.", "检查代理是否阻止 WebSocket。";
        AllowLocalNetwork: "If the browser asks, allow this page to reach local addresses.", "如浏览器询问，请允许本页访问本地网络。";
        CheckGatewayPath: "Check the gateway address: it must point to an MQTT gateway, usually with the path /mqtt.", "检查网关地址：应指向 MQTT 网关，路径通常为 /mqtt。";
        CheckUpstream: "Ask the gateway administrator to check the MQTT server.", "请网关管理员检查 MQTT 服务器。";
        CheckUpstreamCertificate: "Ask the gateway administrator to check the certificates of the gateway and of the MQTT server.", "请网关管理员检查网关与 MQTT 服务器的证书。";
        CheckGatewayMachine: "Ask the gateway administrator to check the gateway's log and its host: open files, local ports, firewall.", "请网关管理员检查网关日志及其主机：打开文件数、本地端口、防火墙。";
        CheckGatewayClock: "Ask the gateway administrator to check the clock of the gateway's host.", "请网关管理员检查网关主机的时间。";
        CheckServerVersion: "The server must support MQTT 3.1.1. Check that the gateway points to EnOS.", "服务器须支持 MQTT 3.1.1，请确认网关指向 EnOS。";
        CheckClientId: "Check the client ID: at most 64 characters, no | and no leading or trailing spaces.", "检查 Client ID：不超过 64 个字符，不含竖线（|），首尾无空格。";
        RetypeProductSecret: "Enter the product secret again. It may belong to another product.", "重新输入产品密钥：可能填了其他产品的密钥。";
        RetypeDeviceSecret: "Enter the device secret again. It may belong to another device, or be out of date.", "重新输入设备密钥：可能填了其他设备的密钥，或密钥已失效。";
        UseStaticLogin: "If you entered a device secret, use static authentication. Dynamic activation requires the product secret.", "如果填的是设备密钥，请改用静态认证；动态激活需要产品密钥。";
        UseDynamicActivation: "If you entered a product secret, use dynamic activation. Static authentication requires the device secret.", "如果填的是产品密钥，请改用动态激活；静态认证需要设备密钥。";
        CheckKeys: "Compare the product key and device key with the EnOS console. They may be swapped or mistyped.", "与 EnOS 控制台核对 Product Key 和 Device Key：可能填反或输错。";
        CheckRegion: "The product may belong to another region. Use that region's gateway.", "产品可能属于其他区域，请使用该区域的网关。";
        CheckClock: "Check the clock of this phone or computer. EnOS usually does not check the time, but a private cloud may.", "检查本机时间。EnOS 通常不校验，但私有云可能会。";
        RegisterDevice: "Register the device in the EnOS console, under Device Management > Device Assets.", "在 EnOS 控制台“设备管理 > 设备资产”中注册该设备。";
        EnableDevice: "If the device is disabled, enable it in the EnOS console under Device Management > Device Assets. A sub-device cannot log in by itself: it connects through its EnOS gateway device.", "如果设备已被禁用，请在 EnOS 控制台“设备管理 > 设备资产”中启用。子设备不能直接登录，须通过其 EnOS 网关设备连接。";
        TurnOnDynamicActivation: "In the EnOS console, under Device Management > Products, open Product Details and turn on Enable Dynamic Activation.", "在 EnOS 控制台“设备管理 > 产品管理”的产品详情页打开“动态激活”开关。";
        LookUpSecret: "If the device was online before, its secret is fixed. Look it up on the Device Details page in the EnOS console, and use static authentication. To activate the device again, delete it in the console and register it again.", "若设备曾经上线，其密钥已固定：请在 EnOS 控制台的“设备详情”页查看，并改用静态认证。如需重新激活，请在控制台删除该设备后重新注册。";
        CheckOtherLogin: "Look for another login of this device, in a second tab or by the device itself: EnOS keeps only the newest connection.", "检查该设备是否在别处登录（另一标签页或设备本身）：EnOS 只保留最新的连接。";
        WaitForThrottle: "The fourth request within two minutes locks the device out. Wait five minutes, then try again.", "两分钟内的第四次请求会使设备被锁定，请等待五分钟后重试。";
        LetSecretSettle: "Wait two seconds and try again. The new secret may not be active everywhere in EnOS yet.", "请等待两秒后重试：新密钥可能尚未在 EnOS 内全部生效。";
        TryAgain: "Try again when you are ready. This page never retries automatically.", "准备好后重试；本页不会自动重试。";
        SendReport: "Copy the report and send it to the gateway or cloud administrator.", "复制报告并发给网关或云平台管理员。";
    }
}

sentences! {
    /// The controls and headings of a failure.
    FailureWord in failure {
        MostLikely: "What to try, most likely first:", "请按以下顺序尝试：";
        Details: "Details", "详细信息";
        TryAgain: "Try again", "重试";
        CopyReport: "Copy report", "复制报告";
        ReportHelp: "The report contains no secret.", "报告不含密钥。";
        TypeAgain: "Enter it again", "重新输入";
        SwitchToStatic: "Use static authentication", "改用静态认证";
        SwitchToDynamic: "Use dynamic activation", "改用动态激活";
        EditKeys: "Check the keys", "检查 Key";
        EditClientId: "Change the client ID", "修改 Client ID";
        EditAddress: "Change the address", "修改地址";
        Step: "Step", "步骤";
        After: "Duration", "用时";
        CloseCode: "Close code", "关闭代码";
        CloseReason: "Close reason", "关闭原因";
        Gateway: "Gateway", "网关";
        Technical: "Technical reason", "技术原因";
        Time: "Time", "时间";
    }
}
