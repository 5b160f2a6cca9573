//! Words of failures: title, cause, fixes.

sentences! {
    /// What went wrong, in a title.
    Trouble in trouble {
        Stopped: "Stopped", "已停止";
        NoGateway: "Can't reach the gateway", "无法连接网关";
        Barred: "This page may not connect there", "本页不允许连接该地址";
        NotMqtt: "Gateway doesn't speak MQTT", "网关未响应 MQTT";
        UpstreamNotMqtt: "The server behind the gateway isn't an MQTT server", "网关后的服务器不是 MQTT 服务器";
        GatewayBusy: "The gateway turned the connection away", "网关拒绝了连接";
        NoUpstream: "The gateway can't reach EnOS", "网关无法连接 EnOS";
        VersionRefused: "Protocol version refused", "协议版本被拒绝";
        ClientIdRefused: "Client ID refused", "客户端标识被拒绝";
        Busy: "EnOS is busy", "服务暂不可用";
        WrongSecret: "Wrong key or secret", "密钥或密码错误";
        NotAllowed: "Not allowed", "未授权";
        LoginRefused: "The login was refused", "登录被拒绝";
        Version5: "The server speaks MQTT 5", "服务器使用 MQTT 5";
        Broken: "The connection broke", "连接中断";
        LoginCut: "EnOS closed the connection at the login", "登录时连接被 EnOS 断开";
        CannotListen: "Can't listen for the secret", "无法订阅激活主题";
        NoSecret: "Accepted, but no secret arrived", "已连接，但未收到密钥";
        LostBeforeSecret: "Connection lost before the secret arrived", "收到密钥前连接中断";
        WrongReply: "Reply doesn't match this device", "返回内容不匹配";
        Unread: "The activation message was not understood", "无法识别激活消息";
        LostAtSignOff: "Connection lost while signing off", "断开前连接中断";
        ProofFailed: "Secret received, login failed", "已收到密钥，但登录失败";
    }
}

sentences! {
    /// Why it went wrong, as far as the page can know.
    Why in why {
        Stopped: "You pressed Stop. Nothing else is sent.", "您点击了“停止”，不会再发送任何内容。";
        StoppedLate: "You pressed Stop. Nothing else is sent. If the login had reached EnOS by then, EnOS may have issued a new secret, and the earlier one is no longer valid.", "您点击了“停止”，不会再发送任何内容。如登录请求此前已到达 EnOS，EnOS 可能已下发新密钥，旧密钥随之失效。";
        NotOpened: "The WebSocket did not open. The browser hides the reason.", "WebSocket 未能打开，浏览器不提供原因。";
        Barred: "The page's own security policy (connect-src) does not admit this address, so the browser did not even try.", "本页的安全策略（connect-src）不允许该地址，浏览器未发起连接。";
        NotOpenedInTime: "The WebSocket did not open in time.", "WebSocket 未在时限内打开。";
        Subprotocol: "The WebSocket opened without the subprotocol mqtt.", "WebSocket 已打开，但未接受 mqtt 子协议。";
        NoConnack: "The WebSocket is open, but no CONNACK came in time.", "WebSocket 已打开，但未在时限内收到 CONNACK。";
        Violation: "The other side broke the rules of MQTT, so the connection was closed.", "对方违反 MQTT 规则，连接已关闭。";
        SpeaksHttp: "It answered in HTTP, as a web server does.", "对方以 HTTP 应答，像是 Web 服务器。";
        SpeaksTls: "It answered with TLS: the port behind the gateway wants an encrypted connection.", "对方以 TLS 应答：网关后的端口要求加密连接。";
        SpeaksSsh: "It answered in SSH, as a server for remote shells does.", "对方以 SSH 应答，像是远程登录服务器。";
        SpeaksText: "It answered with lines of text, as mail servers and databases do.", "对方以文本应答，像是邮件服务器或数据库。";
        GatewayFull: "The gateway holds as many connections as it may.", "网关的连接数已达上限。";
        GatewayStopping: "The gateway is being stopped.", "网关正在停止。";
        GatewayIdle: "The gateway closed the connection because nothing was said for too long.", "连接空闲过久，被网关关闭。";
        UpstreamName: "The gateway finds no address for the name of the MQTT server.", "网关无法解析 MQTT 服务器的域名。";
        UpstreamRefused: "Nothing listens at the MQTT server's address.", "MQTT 服务器地址上没有服务在监听。";
        UpstreamTimeout: "The MQTT server did not answer the gateway in time.", "MQTT 服务器未在时限内应答网关。";
        UpstreamTls: "TLS between the gateway and the MQTT server failed.", "网关与 MQTT 服务器之间的 TLS 握手失败。";
        UpstreamUnreachable: "The MQTT server cannot be reached from the gateway.", "网关所在网络无法到达 MQTT 服务器。";
        UpstreamReset: "The MQTT server cut the connection.", "MQTT 服务器中断了连接。";
        UpstreamStalled: "The MQTT server has stopped reading.", "MQTT 服务器停止接收数据。";
        GatewayMachine: "The gateway's own machine keeps it from connecting. The details say what is used up or forbidden.", "网关所在的机器使其无法建立连接，详细信息中说明了原因。";
        UpstreamTime: "By the gateway's clock, the MQTT server's certificate has run out or is not valid yet. The certificate or the gateway's clock is wrong: this page cannot tell which.", "按网关的时间，MQTT 服务器的证书已过期或尚未生效。可能是证书有误，也可能是网关时间有误，本页无法判断。";
        UpstreamTimeAgreed: "By the gateway's clock, the MQTT server's certificate has run out or is not valid yet. This machine's clock agrees with the gateway's, so it is most likely the certificate.", "按网关的时间，MQTT 服务器的证书已过期或尚未生效。本机时间与网关一致，因此很可能是证书的问题。";
        UpstreamTimeDiffers: "By the gateway's clock, the MQTT server's certificate has run out or is not valid yet. This machine's clock and the gateway's differ: this page cannot tell which of the two is wrong.", "按网关的时间，MQTT 服务器的证书已过期或尚未生效。本机时间与网关时间不一致，本页无法判断哪一个有误。";
        GatewayClock: "The gateway's clock is wrong, so it cannot judge the MQTT server's certificate.", "网关时间有误，无法校验 MQTT 服务器的证书。";
        Connack: "EnOS answered with CONNACK {0}.", "EnOS 返回 CONNACK {0}。";
        ConnackUnclear: "EnOS answered with CONNACK {0} and does not say which of these it is.", "EnOS 返回 CONNACK {0}，未说明具体原因。";
        ClosedAtLogin: "The connection was closed without a CONNACK. EnOS may refuse a login that way.", "连接在 CONNACK 之前被关闭；EnOS 可能以此方式拒绝登录。";
        SubackRefused: "EnOS refused the subscription (SUBACK 0x80), and no secret came all the same.", "EnOS 拒绝订阅（SUBACK 0x80），也未下发密钥。";
        NoPush: "EnOS accepted the login but did not send the secret in time.", "EnOS 已接受登录，但未在时限内下发密钥。";
        ClosedEarly: "The connection was closed before the secret arrived.", "收到密钥前连接已被关闭。";
        WrongMessage: "The activation message that came is for another device. It was not acknowledged, and nothing of it is kept for this device.", "收到的激活消息属于其他设备，未予确认，也不用于此设备。";
        UnreadMessage: "A message came on the activation topic, but it is not the one that is specified. It was not acknowledged to EnOS.", "激活主题上收到一条消息，但不符合规范，未向 EnOS 确认。";
        ReservedCode: "The server refused the login with {0}, a code that MQTT 3.1.1 does not have.", "服务器以 {0} 拒绝登录，MQTT 3.1.1 中没有此代码。";
        Version5: "The server answered with {0}. EnOS speaks MQTT 3.1.1, so this is most likely another server.", "服务器返回 {0}。EnOS 使用 MQTT 3.1.1，这很可能是其他服务器。";
        BrokenAtLogin: "The connection broke before the login was answered, and nobody said why. That is the network, a proxy or the gateway rather than EnOS.", "登录未得到应答时连接中断，且未说明原因。问题多在网络、代理或网关，而非 EnOS。";
        BrokenEarly: "EnOS had accepted the login; then the connection broke, and nobody said why. That is the network, a proxy or the gateway rather than EnOS.", "EnOS 已接受登录，随后连接中断，且未说明原因。问题多在网络、代理或网关，而非 EnOS。";
        ClosedAtEnd: "EnOS had accepted the login before the connection ended.", "连接结束前 EnOS 已接受登录。";
    }
}

sentences! {
    /// What may be done, each as a full sentence.
    Fix in fix {
        AdmitAddress: "Ask whoever runs this page to add the address to its policy.", "请页面管理员把该地址加入安全策略。";
        CheckNetwork: "Check the network: is this machine online, and is there a sign-in page in between?", "检查网络：本机是否在线，是否有需要登录的认证页面。";
        CheckGatewayAddress: "Check host, port and path of the gateway address.", "检查网关地址的主机、端口和路径。";
        CheckGatewayCertificate: "Open the gateway in a tab of its own: the browser shows there what is wrong with its certificate.", "在新标签页中打开网关，浏览器会显示其证书的问题。";
        CheckProxy: "Ask whether a proxy in between lets WebSockets through.", "确认中间的代理是否允许 WebSocket。";
        AllowLocalNetwork: "Allow this page to reach local addresses, if the browser asks.", "如浏览器询问，请允许本页访问本地网络。";
        CheckGatewayPath: "Check the gateway address: it must lead to an MQTT gateway, most often with the path /mqtt.", "检查网关地址：应指向 MQTT 网关，路径通常为 /mqtt。";
        CheckUpstream: "Ask whoever runs the gateway to check the MQTT server behind it.", "请网关管理员检查其后的 MQTT 服务器。";
        CheckUpstreamCertificate: "Ask whoever runs the gateway to check its certificates and those of the MQTT server.", "请网关管理员检查网关与 MQTT 服务器的证书。";
        CheckGatewayMachine: "Ask whoever runs the gateway to look at its log and its machine: open files, local ports, firewall.", "请网关管理员查看网关日志及其机器：打开文件数、本地端口、防火墙。";
        CheckGatewayClock: "Ask whoever runs the gateway to check the clock of its machine.", "请网关管理员检查网关机器的时间。";
        CheckServerVersion: "The server must take MQTT 3.1.1. Check that the gateway leads to EnOS.", "服务器须支持 MQTT 3.1.1，请确认网关指向 EnOS。";
        CheckClientId: "Check the client ID: at most 64 characters, without a bar and without spaces around it.", "检查 Client ID：不超过 64 个字符，不含竖线，首尾无空格。";
        RetypeProductSecret: "Enter the product secret again: it may not be this product's.", "重新输入产品密钥：可能不是该产品的密钥。";
        RetypeDeviceSecret: "Enter the device secret again: it may not be this device's, or no longer.", "重新输入设备密钥：可能不是该设备的密钥，或已失效。";
        UseStaticLogin: "You gave a device secret? Dynamic activation needs the product secret.", "填的是设备密钥？动态激活需要产品密钥。";
        UseDynamicActivation: "You gave a product secret? A static login needs the device secret.", "填的是产品密钥？静态认证需要设备密钥。";
        CheckKeys: "Compare product key and device key with the console: they may be swapped or mistyped.", "与控制台核对 Product Key 和 Device Key：可能填反或输错。";
        CheckRegion: "The product may belong to another region. Use that region's gateway.", "产品可能属于其他区域，请使用该区域的网关。";
        CheckClock: "Check this machine's clock. EnOS most likely does not mind, but a private cloud may.", "检查本机时间。EnOS 通常不校验，但私有云可能会。";
        RegisterDevice: "Register the device in the EnOS console, under Device Management > Device Assets.", "在 EnOS 控制台“设备管理 > 设备资产”中注册该设备。";
        EnableDevice: "Enable the device in the EnOS console, if it is disabled.", "如设备已被禁用，请在 EnOS 控制台启用。";
        TurnOnDynamicActivation: "Turn on Enable Dynamic Activation on the product's page, under Device Management > Products.", "在“设备管理 > 产品”的产品详情页打开“动态激活”开关。";
        LookUpSecret: "If the device was online before, its secret is fixed: look it up in the console and use the static login.", "若设备曾经上线，其密钥已固定：请在控制台查询并使用静态认证。";
        CheckOtherLogin: "Look for another login of this device, in a second tab or by the device itself: EnOS keeps only the newest connection.", "检查该设备是否在别处登录（另一标签页或设备本身）：EnOS 只保留最新的连接。";
        WaitForThrottle: "The fourth request within two minutes locks the device out. Wait five minutes, then try again.", "两分钟内的第四次请求会使设备被锁定，请等待五分钟后重试。";
        LetSecretSettle: "Wait two seconds and try again: EnOS may not know the new secret everywhere yet.", "请等待两秒后重试：新密钥可能尚未在 EnOS 内全部生效。";
        TryAgain: "Try again when you are ready. Nothing is repeated by itself.", "准备好后重试；本页不会自动重试。";
        SendReport: "Copy the report and send it to whoever runs the gateway or the cloud.", "复制报告并发给网关或云平台管理员。";
    }
}

sentences! {
    /// The controls and headings of a failure.
    FailureWord in failure {
        MostLikely: "Most likely first:", "可能的原因，按可能性排序：";
        Details: "Details", "详细信息";
        TryAgain: "Try again", "重试";
        CopyReport: "Copy report", "复制报告";
        ReportHelp: "The report holds no secret.", "报告不含密钥。";
        TypeAgain: "Type it again", "重新输入";
        SwitchToStatic: "Use static login", "改用静态认证";
        SwitchToDynamic: "Use dynamic activation", "改用动态激活";
        EditKeys: "Check the keys", "检查 Key";
        EditClientId: "Change the client ID", "修改 Client ID";
        EditAddress: "Change the address", "修改地址";
        Step: "Step", "步骤";
        After: "After", "用时";
        CloseCode: "Close code", "关闭代码";
        CloseReason: "Reason given", "给出的原因";
        Gateway: "Gateway", "网关";
        Technical: "In technical words", "技术描述";
        Time: "Time", "时间";
    }
}
