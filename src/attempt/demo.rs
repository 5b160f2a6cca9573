//! A connection to the simulated EnOS inside the page: the same rules and the same bytes as on the network, and nothing leaves the
//! page. The simulated EnOS is a module of its own (`src/demo.rs`), loaded when the first such connection opens.

use std::cell::RefCell;
use std::fmt;
use std::rc::{Rc, Weak};

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{SocketEvent, Timer, monotonic};

/// How long a message is under way, in milliseconds: as long as to a cloud that is not far, so that the steps can be watched.
const TRAVEL: u64 = 150;

#[wasm_bindgen]
extern "C" {
    /// Loads the module and makes a cloud. `boot.js` defines it, since only its policy admits scripts.
    #[wasm_bindgen(catch, js_name = loadDemo)]
    async fn load_demo() -> Result<Module, JsValue>;

    /// The module's `DemoCloud`.
    #[derive(Clone)]
    type Module;
    #[wasm_bindgen(method)]
    fn open(this: &Module, now: f64);
    #[wasm_bindgen(method)]
    fn receive(this: &Module, bytes: &[u8], now: f64);
    #[wasm_bindgen(method)]
    fn close(this: &Module, now: f64);
    #[wasm_bindgen(method)]
    fn wake(this: &Module, now: f64);
    #[wasm_bindgen(method, js_name = nextWake)]
    fn next_wake(this: &Module) -> Option<f64>;
    #[wasm_bindgen(method)]
    fn take(this: &Module) -> JsValue;
}

/// The cloud. Once loaded, it lives as long as the page, so that a device that has been online stays so.
#[derive(Default)]
pub(crate) struct DemoCloud {
    module: RefCell<Option<Module>>,
}

/// A connection to it. Dropped, it closes and calls back no more.
pub(crate) struct DemoLine {
    end: Rc<End>,
}

struct End {
    me: Weak<Self>,
    on_event: Box<dyn Fn(SocketEvent)>,
    /// There while the connection is open.
    module: RefCell<Option<Module>>,
    /// Messages under way, and the cloud's own alarm. What has arrived stays here until the line is dropped.
    under_way: RefCell<Vec<Timer>>,
    alarm: RefCell<Option<Timer>>,
}

impl DemoLine {
    pub(crate) fn open(cloud: &Rc<DemoCloud>, on_event: impl Fn(SocketEvent) + 'static) -> Self {
        let end = Rc::new_cyclic(|me| End {
            me: me.clone(),
            on_event: Box::new(on_event),
            module: RefCell::default(),
            under_way: RefCell::default(),
            alarm: RefCell::default(),
        });
        let (cloud, me) = (Rc::clone(cloud), Rc::downgrade(&end));
        spawn_local(async move {
            let module = cloud.module().await;
            if let Some(end) = me.upgrade() {
                end.begin(module);
            }
        });
        Self { end }
    }

    /// The answers come later, never from within this call.
    pub(crate) fn send(&self, packet: &[u8]) {
        self.end.with_module(|module, now| module.receive(packet, now));
    }

    pub(crate) fn close(&self) {
        self.end.hang_up();
    }
}

impl Drop for DemoLine {
    fn drop(&mut self) {
        self.end.hang_up();
        self.end.under_way.take();
    }
}

impl DemoCloud {
    /// The module, loaded if need be. One that cannot be loaded is tried again next time.
    async fn module(&self) -> Option<Module> {
        let loaded = self.module.borrow().clone();
        if loaded.is_some() {
            return loaded;
        }
        let module = load_demo().await.ok();
        self.module.borrow_mut().clone_from(&module);
        module
    }
}

impl End {
    fn begin(&self, module: Option<Module>) {
        let Some(module) = module else {
            let reason = "the demo could not be loaded".to_owned();
            return (self.on_event)(SocketEvent::Closed { code: 1006, reason, clean: false });
        };
        self.module.replace(Some(module));
        self.with_module(Module::open);
        self.deliver(SocketEvent::Opened { subprotocol: "mqtt".to_owned() });
    }

    /// Does something to the cloud, and sends on its way what comes of it.
    fn with_module(&self, act: impl FnOnce(&Module, f64)) {
        let Some(module) = self.module.borrow().clone() else { return };
        act(&module, now());
        loop {
            let next = module.take();
            if next.is_undefined() {
                break;
            }
            if next.is_null() {
                self.module.take();
                self.deliver(SocketEvent::Closed { code: 1000, reason: String::new(), clean: true });
                break;
            }
            self.deliver(SocketEvent::Binary(next.unchecked_into::<Uint8Array>().to_vec()));
        }
        let wait = module.next_wake().map(|at| at - now());
        let alarm = wait.map(|wait| self.later(whole(wait), |end| end.with_module(Module::wake)));
        self.alarm.replace(alarm);
    }

    fn hang_up(&self) {
        if let Some(module) = self.module.take() {
            module.close(now());
        }
        self.alarm.take();
    }

    fn deliver(&self, event: SocketEvent) {
        let timer = self.later(TRAVEL, move |end| (end.on_event)(event));
        self.under_way.borrow_mut().push(timer);
    }

    fn later(&self, millis: u64, act: impl FnOnce(&Self) + 'static) -> Timer {
        let me = self.me.clone();
        Timer::after(millis, move || {
            if let Some(end) = me.upgrade() {
                act(&end);
            }
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "a clock of milliseconds stays far below 2^53")]
fn now() -> f64 {
    monotonic() as f64
}

/// The conversion saturates, and nobody waits for a part of a millisecond.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
fn whole(millis: f64) -> u64 {
    millis.ceil() as u64
}

impl fmt::Debug for DemoCloud {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DemoCloud")
    }
}

impl fmt::Debug for DemoLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DemoLine")
    }
}
