//! Terminal setup and restoration.
//!
//! Everything that [`enter`] switches on is switched off by [`leave`], which may be called at any time and repeatedly:
//! by [`Screen`]'s drop, by the panic hook, before the program is suspended.

use std::io;
use std::io::Write;
use std::panic;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;
use std::thread::ThreadId;

use crossterm::cursor::Hide;
use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::event::DisableMouseCapture;
use crossterm::event::EnableBracketedPaste;
use crossterm::event::EnableMouseCapture;
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::BeginSynchronizedUpdate;
use crossterm::terminal::Clear;
use crossterm::terminal::ClearType;
use crossterm::terminal::EndSynchronizedUpdate;
use crossterm::terminal::EnterAlternateScreen;
use crossterm::terminal::LeaveAlternateScreen;
use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;
use crossterm::terminal::size;
use ratatui::Terminal;
use ratatui::TerminalOptions;
use ratatui::Viewport;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::app::Canvas;
use crate::app::Size;

use super::paint::Painter;
use super::{last_words, signals, writer};

/// Whether the terminal is currently set up.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The modes of the terminal before it was set up.
static MODES: OnceLock<Option<last_words::Modes>> = OnceLock::new();

/// Whether the program receives mouse events.
static MOUSE: AtomicBool = AtomicBool::new(true);

/// Cells that are drawn at most. A terminal may report up to 65,535 columns and as many rows, which no memory holds.
const MAX_CELLS: u32 = 1 << 20;

/// The terminal while it is set up.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Frames>>,
    /// What is drawn of it.
    area: Rect,
}

impl Screen {
    /// Sets the terminal up.
    pub(super) fn take() -> io::Result<Self> {
        enter()?;
        let area = area(Self::size());
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        match Terminal::with_options(CrosstermBackend::new(Frames::default()), options) {
            Ok(terminal) => Ok(Self { terminal, area }),
            Err(error) => {
                leave();
                Err(error)
            }
        }
    }

    /// The size that is drawn; 80 columns and 24 rows if the terminal reports none.
    pub(super) fn size() -> Size {
        match size() {
            Ok((cols, rows)) if cols > 0 && rows > 0 => drawn(cols, rows),
            _ => Size { cols: 80, rows: 24 },
        }
    }

    /// Draws the differences from the last frame as one synchronised update; `false` if the terminal has not yet
    /// accepted the last one.
    pub(super) fn draw(&mut self, canvas: &Canvas, painter: &Painter) -> io::Result<bool> {
        if !writer::is_ready() {
            return Ok(false);
        }
        let area = area(Self::size());
        if area != self.area {
            self.area = area;
            self.forget()?;
        }
        self.terminal.draw(|frame| {
            painter.paint(canvas, frame.buffer_mut());
            if let Some(cursor) = canvas.cursor {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(true)
    }

    /// Discards what is known of the display, so that the next frame draws everything.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // `Terminal::clear` would query the cursor and wait for an answer that the input thread reads.
        self.terminal.resize(self.area)
    }

    /// Restores the terminal, stops the program as Ctrl-Z does, and sets the terminal up again when it continues.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        leave();
        signals::suspend()?;
        enter()?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// What is drawn of a terminal of this size: its upper rows, if it has more than [`MAX_CELLS`].
pub(super) fn drawn(cols: u16, rows: u16) -> Size {
    let most = MAX_CELLS / u32::from(cols.max(1));
    Size { cols, rows: rows.min(u16::try_from(most).unwrap_or(u16::MAX)) }
}

fn area(size: Size) -> Rect {
    Rect::new(0, 0, size.cols, size.rows)
}

fn enter() -> io::Result<()> {
    // Those before the first time; the program changes them back to these before it is suspended.
    MODES.get_or_init(last_words::modes);
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = Vec::new();
    // The first frame leaves out blank cells. Where there is no alternate screen, older text would show through them.
    queue!(out, EnterAlternateScreen, ResetColor, Clear(ClearType::All), EnableBracketedPaste, Hide)?;
    if MOUSE.load(Ordering::SeqCst) {
        queue!(out, EnableMouseCapture)?;
    }
    writer::write(out);
    Ok(())
}

/// Requests mouse events from the terminal, or releases the mouse.
pub(super) fn capture_mouse(on: bool) {
    MOUSE.store(on, Ordering::SeqCst);
    let mut out = Vec::new();
    // Writing to a vector does not fail.
    _ = if on { queue!(out, EnableMouseCapture) } else { queue!(out, DisableMouseCapture) };
    writer::write(out);
}

/// Restores the terminal if it is set up. Write errors are ignored: the terminal is gone then.
pub(super) fn leave() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        writer::write_last(restoring());
        _ = disable_raw_mode();
    }
}

/// Switches off what [`enter`] switches on.
fn restoring() -> Vec<u8> {
    let mut out = Vec::new();
    _ = queue!(
        out, EndSynchronizedUpdate, ResetColor, DisableBracketedPaste, DisableMouseCapture, Show, LeaveAlternateScreen
    );
    out
}

/// What [`restoring`] returns.
const RESTORED: &[u8] =
    b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?25h\x1b[?1049l";

/// The same as `leave`, without allocating or waiting for the writer.
pub fn leave_at_once() {
    writer::close();
    if TAKEN.swap(false, Ordering::SeqCst) {
        last_words::restore(RESTORED, MODES.get().and_then(Option::as_ref));
    }
}

/// Whether writing failed because the terminal was closed.
pub(super) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::BrokenPipe) || error.raw_os_error() == Some(EIO)
}

/// The error number of a hung-up terminal.
const EIO: i32 = 5;

/// Restores the terminal before a panic of the main thread is printed. Panics of other threads are not printed: their
/// work is reported as failed.
pub(super) fn guard_panics() {
    let drawing = thread::current().id();
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| panicked(drawing, leave, || print(info))));
}

/// Handles a panic: restores the terminal first, so that the message remains visible.
fn panicked(drawing: ThreadId, leave: impl FnOnce(), print: impl FnOnce()) {
    if thread::current().id() == drawing {
        leave();
        print();
    }
}

/// Collects output and writes it on flush as one synchronised update, so that no partial frame is shown.
#[derive(Debug, Default)]
struct Frames {
    bytes: Vec<u8>,
}

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.is_empty() {
            queue!(self.bytes, BeginSynchronizedUpdate)?;
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        queue!(self.bytes, EndSynchronizedUpdate)?;
        // Write errors are reported by the writer: an error here would be printed to the closed terminal.
        writer::write(std::mem::take(&mut self.bytes));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn a_panic_restores_the_terminal_before_it_is_printed() {
        let done = RefCell::new(Vec::new());
        let drawing = thread::current().id();
        panicked(drawing, || done.borrow_mut().push("left"), || done.borrow_mut().push("printed"));
        assert_eq!(done.into_inner(), ["left", "printed"]);
    }

    #[test]
    fn a_panic_of_a_worker_does_not_affect_the_screen() {
        let drawing = thread::current().id();
        let worker = thread::spawn(move || panicked(drawing, || unreachable!("left"), || unreachable!("printed")));
        assert!(worker.join().is_ok());
    }

    #[test]
    fn a_screen_of_any_size_has_a_bounded_number_of_cells() {
        let drawn = |cols, rows| (drawn(cols, rows).cols, drawn(cols, rows).rows);
        assert_eq!((drawn(500, 200), drawn(0, 0), drawn(1, u16::MAX)), ((500, 200), (0, 0), (1, u16::MAX)));
        assert_eq!((drawn(u16::MAX, u16::MAX), drawn(u16::MAX, 2)), ((u16::MAX, 16), (u16::MAX, 2)));
    }

    #[cfg(unix)]
    #[test]
    fn the_terminal_is_restored_with_the_same_bytes_without_memory() {
        assert_eq!(String::from_utf8_lossy(&restoring()), String::from_utf8_lossy(RESTORED));
    }

    #[test]
    fn frames_are_written_as_one_update() {
        let mut frames = Frames::default();
        frames.write_all(b"one ").expect("gathered");
        frames.write_all(b"frame").expect("gathered");
        let text = String::from_utf8_lossy(&frames.bytes).into_owned();
        assert_eq!(text.matches("\x1b[?2026h").count(), 1);
        assert!(text.starts_with("\x1b[?2026h") && text.ends_with("one frame"));
    }
}
