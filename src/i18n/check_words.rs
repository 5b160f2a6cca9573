//! Words of what is known before an attempt.

sentences! {
    /// How many connection requests EnOS has left for a device.
    Check in check {
        RequestsFree: "{0} requests left", "剩余 {0} 次请求";
        RequestsOne: "{0} request left", "剩余 {0} 次请求";
        RequestsSoon: "wait {0} s", "请等待 {0} 秒";
        RequestsSpent: "no requests left, wait {0} s", "请求已用完，请等待 {0} 秒";
        RequestsClosed: "locked out for {0} s", "已锁定，剩余 {0} 秒";
    }
}

sentences! {
    /// The checks of clock and gateway, and what they found.
    CheckText in checked {
        Title: "Checks before the first attempt", "激活前检查";
        Again: "Check again", "重新检查";
        ClockWaiting: "Clock …", "时间 …";
        ClockUnknown: "Clock unknown", "时间未知";
        ClockFine: "Clock ±{0} s", "时间 ±{0} 秒";
        ClockAhead: "Clock {0} ahead", "本机时间快 {0}";
        ClockBehind: "Clock {0} behind", "本机时间慢 {0}";
        ClockUnknownText: "The page's server did not report its time, so this clock could not be checked.", "页面服务器未提供时间，无法比对本机时间。";
        ClockFineText: "The clock of this phone or computer matches the page's server.", "本机时间与页面服务器一致。";
        ClockOffText: "The clock of this phone or computer differs from the page's server, and the page cannot tell which one is wrong. EnOS usually accepts both. If this clock is wrong, sign with the server's time.", "本机时间与页面服务器不一致，本页无法判断哪一个有误。EnOS 通常都会接受；如确认是本机有误，可使用服务器时间签名。";
        Corrected: "Sign with corrected time", "使用校正时间签名";
        Minutes: "{0} min {1} s", "{0} 分 {1} 秒";
        Hours: "{0} h {1} min", "{0} 小时 {1} 分";
        GatewayWaiting: "Gateway …", "网关 …";
        GatewayGood: "Gateway {0} ms", "网关 {0} 毫秒";
        GatewayBad: "Gateway not reached", "网关不可达";
        LayerBrowser: "Browser is online", "浏览器在线";
        LayerPage: "The page's server responds", "页面服务器可达";
        LayerHost: "The gateway's host responds", "网关主机可达";
        LayerSocket: "An MQTT WebSocket opens", "可打开 MQTT WebSocket";
        LayerWaiting: "not checked yet", "未检查";
        LayerRunning: "checking", "检查中";
        LayerNotNeeded: "not needed", "无需检查";
        Took: "{0} ms", "{0} 毫秒";
        FaultOffline: "the browser says it is offline", "浏览器显示离线";
        FaultNoAnswer: "no response; the browser gives no reason", "无应答，浏览器不提供原因";
        FaultTimedOut: "no response within {0} s", "{0} 秒内无应答";
        FaultRedirected: "redirected, possibly to a network sign-in page", "被重定向，可能是网络认证页面";
        FaultForbidden: "blocked by this page's security policy", "本页的安全策略不允许该地址";
        FaultRefused: "blocked by the browser", "被浏览器拦截";
        FaultClosed: "closed before it opened (code {0})", "打开前已关闭（代码 {0}）";
        FaultTurnedAway: "refused by the gateway", "被网关拒绝";
        FaultNotMqtt: "opened, but subprotocol mqtt was not accepted", "已打开，但未接受 mqtt 子协议";
        Suspects: "Possible causes, most likely first:", "可能的原因，按可能性排序：";
    }
}

sentences! {
    /// Why a gateway may be out of reach, and what to do.
    SuspectText in reach {
        NoNetwork: "No network connection. Connect this phone or computer first.", "没有网络，请先联网。";
        CaptivePortal: "The network requires sign-in. Open any web page and sign in.", "网络需要登录认证，请打开任意网页完成登录。";
        WrongHost: "The host or port may be wrong. Check the gateway address.", "主机或端口可能有误，请核对网关地址。";
        GatewayDown: "The gateway may not be running. Contact the gateway administrator.", "网关可能未运行，请联系网关管理员。";
        Certificate: "The browser may not trust the gateway's certificate. Open the gateway address in a new tab to check.", "浏览器可能不信任网关的证书，请在新标签页中打开网关地址查看。";
        LocalNetworkPermission: "The browser needs permission to reach local addresses. Allow it in the site settings.", "浏览器访问本地网络需要许可，请在网站设置中允许。";
        Firewall: "A firewall may block this port. Contact the network administrator.", "防火墙可能阻止了该端口，请联系网络管理员。";
        WrongPath: "The path may be wrong. It is usually /mqtt.", "路径可能有误，通常为 /mqtt。";
        Proxy: "A proxy may block WebSockets. Try another network.", "代理可能不支持 WebSocket，请更换网络后重试。";
        RefusedByGateway: "The gateway may not allow this page, or may be at its connection limit. Contact the gateway administrator.", "网关可能不允许本页访问，或连接数已达上限，请联系网关管理员。";
        UnknownOrigin: "The gateway does not allow this page's address. The gateway administrator must add the address with --origin, and a proxy in front of the gateway must forward the Host header.", "网关不允许本页的地址。请网关管理员用 --origin 登记该地址，并让网关前的代理转发 Host 头。";
        NotMqtt: "This address is not an MQTT gateway. Check the gateway address.", "该地址不是 MQTT 网关，请核对网关地址。";
        PagePolicy: "Ask the page administrator to add this address to the security policy.", "请页面管理员把该地址加入安全策略。";
    }
}
