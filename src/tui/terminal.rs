//! The terminal: set up at the start, restored whatever happens.
//!
//! Everything that is switched on in [`enter`] is switched off in [`leave`], which may be called at any time and more
//! than once: by [`Screen`]'s drop, by the panic hook, before the program is suspended.

use std::io;
use std::io::Write;
use std::panic;
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
use crossterm::terminal::EndSynchronizedUpdate;
use crossterm::terminal::EnterAlternateScreen;
use crossterm::terminal::LeaveAlternateScreen;
use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;
use crossterm::terminal::size;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::app::Canvas;
use crate::app::Size;

use super::paint::Painter;
use super::{signals, writer};

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the program receives mouse events.
static MOUSE: AtomicBool = AtomicBool::new(true);

/// The terminal while it is ours.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Frames>>,
}

impl Screen {
    /// Sets the terminal up.
    pub(super) fn take() -> io::Result<Self> {
        enter()?;
        match Terminal::new(CrosstermBackend::new(Frames::default())) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                leave();
                Err(error)
            }
        }
    }

    /// Its size; 80 columns and 24 rows where the terminal reports none.
    pub(super) fn size() -> Size {
        match size() {
            Ok((cols, rows)) if cols > 0 && rows > 0 => Size { cols, rows },
            _ => Size { cols: 80, rows: 24 },
        }
    }

    /// Draws what differs from the last frame, as one synchronised update; `false` where the terminal has not yet taken
    /// the last one.
    pub(super) fn draw(&mut self, canvas: &Canvas, painter: &Painter) -> io::Result<bool> {
        if !writer::is_ready() {
            return Ok(false);
        }
        self.terminal.draw(|frame| {
            painter.paint(canvas, frame.buffer_mut());
            if let Some(cursor) = canvas.cursor {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(true)
    }

    /// Forgets what the terminal shows, so that the next frame draws everything.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // `Terminal::clear` would ask where the cursor is, and wait for an answer that the input thread reads.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
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

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = Vec::new();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if MOUSE.load(Ordering::SeqCst) {
        queue!(out, EnableMouseCapture)?;
    }
    writer::write(out);
    Ok(())
}

/// Asks the terminal to report the mouse, or leaves the mouse to it.
pub(super) fn capture_mouse(on: bool) {
    MOUSE.store(on, Ordering::SeqCst);
    let mut out = Vec::new();
    // A vector takes all that is written to it.
    _ = if on { queue!(out, EnableMouseCapture) } else { queue!(out, DisableMouseCapture) };
    writer::write(out);
}

/// Restores the terminal if it is ours. Write errors are ignored: the terminal is gone then.
pub(super) fn leave() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = Vec::new();
        _ = queue!(
            out, EndSynchronizedUpdate, ResetColor, DisableBracketedPaste, DisableMouseCapture, Show,
            LeaveAlternateScreen
        );
        writer::write_last(out);
        _ = disable_raw_mode();
    }
}

/// Whether writing failed because the terminal was closed.
pub(super) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::BrokenPipe) || error.raw_os_error() == Some(EIO)
}

/// The error number of a terminal that was hung up.
const EIO: i32 = 5;

/// Lets a panic of the drawing thread restore the terminal before it is printed. A panic of any other thread is
/// silent here: its work is reported as failed.
pub(super) fn guard_panics() {
    let drawing = thread::current().id();
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| panicked(drawing, leave, || print(info))));
}

/// Handles a panic: the terminal is restored first, so that the message stays visible.
fn panicked(drawing: ThreadId, leave: impl FnOnce(), print: impl FnOnce()) {
    if thread::current().id() == drawing {
        leave();
        print();
    }
}

/// Gathers what is drawn and writes it when flushed, in one piece and marked as one update, so that no terminal shows
/// half a frame.
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
        // What cannot be written is reported by the writer: an error here would be printed to the terminal that is gone.
        writer::write(std::mem::take(&mut self.bytes));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn a_panic_gives_the_terminal_back_before_it_is_told() {
        let done = RefCell::new(Vec::new());
        let drawing = thread::current().id();
        panicked(drawing, || done.borrow_mut().push("left"), || done.borrow_mut().push("printed"));
        assert_eq!(done.into_inner(), ["left", "printed"]);
    }

    #[test]
    fn a_worker_that_panics_leaves_the_screen_alone() {
        let drawing = thread::current().id();
        let worker = thread::spawn(move || panicked(drawing, || unreachable!("left"), || unreachable!("printed")));
        assert!(worker.join().is_ok());
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
