//! A small identity provider in this process, with keys made for the test.

use actix_web::dev::ServerHandle;
use actix_web::web::{self, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::JoinHandle;

/// A key of the provider.
pub(super) enum Key {
    Rsa(Box<RsaKeyPair>),
    Ec(EcdsaKeyPair),
}

impl Key {
    pub(super) fn rsa() -> Self {
        Self::Rsa(Box::new(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()))
    }

    pub(super) fn ec() -> Self {
        Self::Ec(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
    }

    pub(super) fn alg(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
        }
    }

    /// The public key, as a key set shows it.
    pub(super) fn jwk(&self, kid: &str) -> Value {
        let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        match self {
            Self::Rsa(pair) => {
                let public = pair.public_key();
                let (n, e) = (public.modulus(), public.exponent());
                let (n, e) = (n.big_endian_without_leading_zero(), e.big_endian_without_leading_zero());
                json!({"kty": "RSA", "use": "sig", "kid": kid, "n": text(n), "e": text(e)})
            }
            Self::Ec(pair) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                json!({"kty": "EC", "crv": "P-256", "alg": "ES256", "kid": kid, "x": text(x), "y": text(y)})
            }
        }
    }

    /// A token of these parts.
    pub(super) fn sign(&self, header: &Value, claims: &Value) -> String {
        let text = |part: &Value| BASE64URL_NOPAD.encode(part.to_string().as_bytes());
        let signed = format!("{}.{}", text(header), text(claims));
        let random = SystemRandom::new();
        let signature = match self {
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature).unwrap();
                signature
            }
            Self::Ec(pair) => pair.sign(&random, signed.as_bytes()).unwrap().as_ref().to_vec(),
        };
        format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
    }
}

/// What the provider answers.
#[derive(Default)]
struct Shown {
    keys: Mutex<Vec<Value>>,
    mood: Mutex<Mood>,
    fetched: AtomicUsize,
}

/// How it is today.
#[derive(Default, Clone, Copy, PartialEq)]
pub(super) enum Mood {
    #[default]
    Well,
    Down,
    /// Sends whoever asks for the keys elsewhere on this machine.
    Redirecting,
}

pub(super) struct Provider {
    pub(super) issuer: String,
    shown: Arc<Shown>,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Provider {
    pub(super) fn start() -> Self {
        let shown = Arc::new(Shown::default());
        let (started, ready) = mpsc::channel();
        let served = Data::from(Arc::clone(&shown));
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let bound = HttpServer::new(move || {
                    App::new()
                        .app_data(served.clone())
                        .route("/.well-known/openid-configuration", web::get().to(discovery))
                        .route("/keys", web::get().to(keys))
                        .route("/elsewhere", web::get().to(elsewhere))
                })
                .workers(1)
                .bind("127.0.0.1:0")
                .unwrap();
                let address = bound.addrs()[0];
                let running = bound.run();
                started.send((address, running.handle())).unwrap();
                running.await.unwrap();
            });
        });
        let (address, handle) = ready.recv().unwrap();
        Self { issuer: format!("http://{address}"), shown, handle, thread: Some(thread) }
    }

    pub(super) fn shows(&self, keys: Vec<Value>) {
        *self.shown.keys.lock().unwrap() = keys;
    }

    pub(super) fn is(&self, mood: Mood) {
        *self.shown.mood.lock().unwrap() = mood;
    }

    /// How often the keys were asked for.
    pub(super) fn fetched(&self) -> usize {
        self.shown.fetched.load(Ordering::SeqCst)
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

async fn discovery(request: HttpRequest) -> HttpResponse {
    let issuer = format!("http://{}", request.connection_info().host());
    HttpResponse::Ok().json(json!({"issuer": issuer, "jwks_uri": format!("{issuer}/keys")}))
}

async fn keys(shown: Data<Shown>) -> HttpResponse {
    shown.fetched.fetch_add(1, Ordering::SeqCst);
    let mood = *shown.mood.lock().unwrap();
    match mood {
        Mood::Well => elsewhere(shown).await,
        Mood::Down => HttpResponse::ServiceUnavailable().finish(),
        Mood::Redirecting => HttpResponse::Found().insert_header(("Location", "/elsewhere")).finish(),
    }
}

async fn elsewhere(shown: Data<Shown>) -> HttpResponse {
    HttpResponse::Ok().json(json!({"keys": *shown.keys.lock().unwrap()}))
}
