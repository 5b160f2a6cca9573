//! Words of what is known before an attempt.

sentences! {
    /// How many connection requests EnOS has left for a device.
    Check in check {
        RequestsFree: "{0} requests left", "剩余 {0} 次请求";
        RequestsOne: "{0} request left", "剩余 {0} 次请求";
        RequestsSoon: "wait {0} s", "请等待 {0} 秒";
        RequestsSpent: "no requests left for {0} s", "请求已用完，请等待 {0} 秒";
        RequestsClosed: "locked out for {0} s", "已锁定，剩余 {0} 秒";
    }
}

sentences! {
    /// The checks of clock and gateway, and what they found.
    Checked in checked {
        Title: "Checks before the first attempt", "激活前检查";
        Again: "Check again", "重新检查";
        ClockWaiting: "Clock …", "时间 …";
        ClockUnknown: "Clock unknown", "时间未知";
        ClockFine: "Clock ±{0} s", "时间 ±{0} 秒";
        ClockAhead: "Clock {0} ahead", "本机时间快 {0}";
        ClockBehind: "Clock {0} behind", "本机时间慢 {0}";
        ClockUnknownText: "The page's server did not tell the time, so this machine's clock could not be compared.", "页面服务器未提供时间，无法比对本机时间。";
        ClockFineText: "This machine's clock agrees with the page's server.", "本机时间与页面服务器一致。";
        ClockOffText: "This machine's clock and the page's server differ, and the page cannot tell which of the two is wrong. EnOS most likely accepts both. If you know that this machine is wrong, sign with the server's time.", "本机时间与页面服务器不一致，本页无法判断哪一个有误。EnOS 通常都会接受；如确认是本机有误，可使用服务器时间签名。";
        Corrected: "Sign with corrected time", "使用校正时间签名";
        Minutes: "{0} min {1} s", "{0} 分 {1} 秒";
        Hours: "{0} h {1} min", "{0} 小时 {1} 分";
        GatewayWaiting: "Gateway …", "网关 …";
        GatewayGood: "Gateway {0} ms", "网关 {0} 毫秒";
        GatewayBad: "Gateway not reached", "网关不可达";
        LayerBrowser: "Browser is online", "浏览器在线";
        LayerPage: "The page's server answers", "页面服务器可达";
        LayerHost: "The gateway's host answers", "网关主机可达";
        LayerSocket: "A WebSocket for MQTT opens there", "可打开 MQTT WebSocket";
        LayerWaiting: "not asked yet", "未检查";
        LayerRunning: "asking", "检查中";
        LayerNotNeeded: "no need to ask", "无需检查";
        Took: "{0} ms", "{0} 毫秒";
        FaultOffline: "the browser says it is offline", "浏览器显示离线";
        FaultNoAnswer: "no answer, and the browser does not say why", "无应答，浏览器不提供原因";
        FaultTimedOut: "no answer within {0} s", "{0} 秒内无应答";
        FaultRedirected: "led elsewhere, as sign-in pages do", "被重定向，可能是网络认证页面";
        FaultForbidden: "this page's own policy does not admit the address", "本页的安全策略不允许该地址";
        FaultRefused: "the browser refused to try", "浏览器拒绝尝试";
        FaultClosed: "closed before it was open (code {0})", "打开前已关闭（代码 {0}）";
        FaultTurnedAway: "refused by the gateway", "被网关拒绝";
        FaultNotMqtt: "open, but without the subprotocol mqtt", "已打开，但不支持 mqtt 子协议";
        Suspects: "What may be the reason, the likeliest first:", "可能的原因，按可能性排序：";
    }
}

sentences! {
    /// Why a gateway may be out of reach, and what to do.
    Reach in reach {
        NoNetwork: "There is no network. Connect this machine first.", "没有网络，请先联网。";
        CaptivePortal: "The network asks for a sign-in. Open any web page and sign in.", "网络需要登录认证，请打开任意网页完成登录。";
        WrongHost: "Host or port may be mistyped. Compare the gateway address.", "主机或端口可能有误，请核对网关地址。";
        GatewayDown: "The gateway may not be running. Ask whoever runs it.", "网关可能未运行，请联系其管理员。";
        Certificate: "The browser may not trust its certificate. Open the gateway in a tab of its own and look.", "浏览器可能不信任其证书，请在新标签页中打开网关查看。";
        LocalNetworkPermission: "The browser wants to be asked before it reaches local addresses. Allow it in the page's settings.", "浏览器访问本地网络需要许可，请在网站设置中允许。";
        Firewall: "A firewall may let nothing through to this port. Ask whoever runs the network.", "防火墙可能阻止了该端口，请联系网络管理员。";
        WrongPath: "The path may be another one. Most often it is /mqtt.", "路径可能有误，通常为 /mqtt。";
        Proxy: "A proxy may take WebSockets apart. Try another network.", "代理可能不支持 WebSocket，请换一个网络试试。";
        RefusedByGateway: "The gateway may not admit this page, or be full. Ask whoever runs it.", "网关可能不允许本页访问或已满，请联系其管理员。";
        UnknownOrigin: "The gateway does not admit this page's address. Whoever runs it lists the address with --origin, and lets the proxy in front pass on the Host header.", "网关未登记本页地址。请网关管理员用 --origin 登记该地址，并让前端代理转发 Host 头。";
        NotMqtt: "Something else than an MQTT gateway answers there. Compare the gateway address.", "该地址应答的不是 MQTT 网关，请核对网关地址。";
        PagePolicy: "Whoever runs this page has to add the address to its policy.", "请页面管理员把该地址加入安全策略。";
    }
}
