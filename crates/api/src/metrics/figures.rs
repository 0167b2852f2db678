use crate::audit::Sealing;
use actix_web::http::{Method, StatusCode};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use std::time::Duration;

/// Upper bounds of the buckets of time, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 5.0];
/// A wait for the database that is worth counting. Below, the count would follow every single request.
const SLOW: Duration = Duration::from_millis(250);

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    route: String,
    method: &'static str,
    status: &'static str,
}

/// The figures of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Answer, Counter>,
    duration: Histogram,
    errors: Counter,
    unavailable: Counter,
    waiting: Gauge,
    slow_waits: Counter,
    audit_lag: Gauge,
    audit_failures: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("peerline"),
            requests: Family::default(),
            duration: Histogram::new(SECONDS),
            errors: Counter::default(),
            unavailable: Counter::default(),
            waiting: Gauge::default(),
            slow_waits: Counter::default(),
            audit_lag: Gauge::default(),
            audit_failures: Gauge::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let r = &mut self.registry;
        let requests = "Requests answered, but for those about contacts";
        r.register("http_requests", requests, self.requests.clone());
        let duration = "Seconds until the answer, but for requests about contacts";
        r.register("http_request_duration_seconds", duration, self.duration.clone());
        r.register("http_errors", "Answers 500 of any route", self.errors.clone());
        r.register("http_unavailable", "Answers 503 of any route", self.unavailable.clone());
        r.register("transactions_waiting", "Transactions that wait for the database", self.waiting.clone());
        let slow = "Transactions that waited longer than a quarter of a second for the database";
        r.register("transactions_slow_waits", slow, self.slow_waits.clone());
        let lag = "Age in seconds of the oldest event that waited to be sealed, at the last look";
        r.register("audit_lag_seconds", lag, self.audit_lag.clone());
        let failures = "Attempts to seal the audit that failed since the start";
        r.register("audit_seal_failures", failures, self.audit_failures.clone());
        r.register("build", "The program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
    }

    /// Counts an answer. `route` is as the contract writes it; none for an address that leads nowhere.
    pub fn answered(&self, route: Option<&str>, method: &Method, status: StatusCode, took: Duration) {
        let answer = Answer {
            route: route.unwrap_or("-").to_owned(),
            method: route.map_or("-", |_| name_of(method)),
            status: class_of(status),
        };
        self.requests.get_or_create(&answer).inc();
        self.duration.observe(took.as_secs_f64());
    }

    /// Counts a failure of the server, wherever it was.
    pub fn failed(&self, status: StatusCode) {
        let counter =
            if status == StatusCode::SERVICE_UNAVAILABLE { &self.unavailable } else { &self.errors };
        counter.inc();
    }

    /// A transaction begins to wait for the database.
    pub fn begins_to_wait(&self) {
        self.waiting.inc();
    }

    /// A transaction has the database, or gave up.
    pub fn has_waited(&self, time: Duration) {
        self.waiting.dec();
        if time > SLOW {
            self.slow_waits.inc();
        }
    }

    /// How the sealing of the audit stands.
    pub fn sealing_stands(&self, sealing: &Sealing) {
        self.audit_lag.set(i64::try_from(sealing.lag_seconds()).unwrap_or(i64::MAX));
        self.audit_failures.set(i64::try_from(sealing.failures()).unwrap_or(i64::MAX));
    }

    /// The figures as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a text doesn't fail.
        text::encode(&mut text, &self.registry).unwrap_or_default();
        text
    }
}

fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "-",
    }
}

fn class_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        500..=599 => "5xx",
        _ => "1xx",
    }
}
