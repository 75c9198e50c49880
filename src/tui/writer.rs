//! Writes to the terminal on a separate thread, so that an unresponsive terminal (a stopped reader, a slow line) blocks
//! neither keys nor exiting.
//!
//! ```text
//! draw ──frame──▶ queue of one ──▶ writer thread ──▶ standard output
//!        no frame is drawn while one is in progress; `Incoming::Written` requests the next
//! ```

use std::io::{self, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::incoming::Incoming;
use crate::store;
use crate::store::fault::{Operation, check};

/// How long restoring the terminal waits for one that takes nothing: less than an exit may take.
const RESTORE_WITHIN: Duration = Duration::from_millis(400);

/// How long it waits for a terminal that is slow: the frame before may be long.
const RESTORE_SLOWLY_WITHIN: Duration = Duration::from_secs(3);

/// How much is written at once: a slow terminal takes that in less than [`RESTORE_WITHIN`].
const WRITTEN_AT_ONCE_BYTES: usize = 4096;

/// The number of times that the terminal took something.
static TAKEN: AtomicUsize = AtomicUsize::new(0);

/// The queue of the writer; `None` until it is started.
static QUEUE: OnceLock<Sender<Piece>> = OnceLock::new();

/// The number of pieces that are not yet written.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Whether a frame was postponed until the queue is empty.
static POSTPONED: AtomicBool = AtomicBool::new(false);

/// Whether nothing more is written: the program is ending.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Bytes for the terminal, and a channel to signal that they are written.
struct Piece {
    bytes: Vec<u8>,
    written: Option<Sender<()>>,
}

/// Starts the writer; `out` is notified when a postponed frame may be drawn, and when the terminal is gone.
///
/// # Errors
/// Fails if no thread can be started.
pub(super) fn start(out: Sender<Incoming>) -> io::Result<()> {
    let (queue, pieces) = channel::<Piece>();
    check(Operation::Thread)?;
    thread::Builder::new().name("writer".to_owned()).spawn(move || {
        store::is_essential();
        let mut gone = false;
        for piece in pieces {
            if !gone && let Err(error) = write_now(&piece.bytes) {
                gone = true;
                _ = out.send(Incoming::OutputLost(error));
            }
            if WAITING.fetch_sub(1, Ordering::SeqCst) == 1 && POSTPONED.swap(false, Ordering::SeqCst) {
                _ = out.send(Incoming::Written);
            }
            if let Some(written) = piece.written {
                _ = written.send(());
            }
        }
    })?;
    // A second start in one process keeps the first writer: there is only one terminal.
    _ = QUEUE.set(queue);
    Ok(())
}

/// Whether a frame may be drawn now; if not, `Incoming::Written` will request it.
pub(super) fn is_ready() -> bool {
    if WAITING.load(Ordering::SeqCst) == 0 {
        return true;
    }
    POSTPONED.store(true, Ordering::SeqCst);
    // The writer may have finished in between.
    WAITING.load(Ordering::SeqCst) == 0 && POSTPONED.swap(false, Ordering::SeqCst)
}

/// Lets the writer write nothing more, except for what it is writing now.
pub(super) fn close() {
    CLOSED.store(true, Ordering::SeqCst);
}

/// Queues bytes for the terminal.
pub(super) fn write(bytes: Vec<u8>) {
    if let Err(bytes) = enqueue(bytes, None) {
        // Without a writer the program is not yet waiting for keys.
        _ = write_now(&bytes);
    }
}

/// Queues the last bytes before the terminal is restored, and waits for them while the terminal takes what is before.
pub(super) fn write_last(bytes: Vec<u8>) {
    let (written, done) = channel();
    if let Err(bytes) = enqueue(bytes, Some(written)) {
        _ = write_now(&bytes);
        return;
    }
    let begun = Instant::now();
    loop {
        let taken = TAKEN.load(Ordering::SeqCst);
        let waited = done.recv_timeout(RESTORE_WITHIN);
        let is_slow = taken != TAKEN.load(Ordering::SeqCst) && begun.elapsed() < RESTORE_SLOWLY_WITHIN;
        if waited != Err(RecvTimeoutError::Timeout) || !is_slow {
            return;
        }
    }
}

/// Queues a piece; returns the bytes if there is no writer.
fn enqueue(bytes: Vec<u8>, written: Option<Sender<()>>) -> Result<(), Vec<u8>> {
    let Some(queue) = QUEUE.get() else { return Err(bytes) };
    WAITING.fetch_add(1, Ordering::SeqCst);
    queue.send(Piece { bytes, written }).map_err(|unsent| {
        WAITING.fetch_sub(1, Ordering::SeqCst);
        unsent.0.bytes
    })
}

fn write_now(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for bytes in bytes.chunks(WRITTEN_AT_ONCE_BYTES) {
        if CLOSED.load(Ordering::SeqCst) {
            break;
        }
        out.write_all(bytes)?;
        out.flush()?;
        TAKEN.fetch_add(1, Ordering::SeqCst);
    }
    Ok(())
}
