//! The allocator of the program: the system's, and a reserve for ending in order when the system has no memory.
//!
//! ```text
//! alloc ──▶ System ──null──▶ cli::on_failed_allocation ──▶ Fail ─────▶ null: the caller expects it
//!                                                          Reserve ──▶ the next bytes of RESERVE
//!                                                          End ──────▶ one line, status 2
//! ```
//!
//! The reserve is zeroed memory of the program's image: until it is used it takes address space and nothing else. What is
//! freed last is used again, the rest is not, as the program ends soon.

#![expect(unsafe_code, reason = "an allocator is unsafe to write; nothing else of the program is")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use recto::cli;
use recto::store::Remedy;

/// The size of the reserve: several times what saving, restoring the terminal and the frame in progress need.
const RESERVE_BYTES: usize = 4 << 20;

/// How much of it threads may take that are not needed for ending.
const SHARED_BYTES: usize = RESERVE_BYTES / 2;

/// How long a thread that cannot continue waits for the program to end in order.
const END_WITHIN: Duration = Duration::from_secs(2);

/// The bytes of the reserve.
struct Reserve(UnsafeCell<[u8; RESERVE_BYTES]>);

// SAFETY: the bytes are reached only through the pointers that `take` gives out, each for a range of its own.
unsafe impl Sync for Reserve {}

static RESERVE: Reserve = Reserve(UnsafeCell::new([0; RESERVE_BYTES]));

/// How many bytes of the reserve are taken.
static TAKEN: AtomicUsize = AtomicUsize::new(0);

impl Reserve {
    const fn start(&self) -> *mut u8 {
        self.0.get().cast()
    }

    /// The distance of a pointer from the start of the reserve, if it points there.
    #[inline]
    fn offset(&self, pointer: *mut u8) -> Option<usize> {
        let offset = pointer.addr().wrapping_sub(self.start().addr());
        (offset < RESERVE_BYTES).then_some(offset)
    }

    /// Bytes that are not taken, below a limit; null if there are too few.
    fn take(&self, layout: Layout, limit: usize) -> *mut u8 {
        let place = |taken: usize| {
            let address = self.start().addr().checked_add(taken)?.checked_next_multiple_of(layout.align())?;
            let from = address - self.start().addr();
            let to = from.checked_add(layout.size()).filter(|to| *to <= limit)?;
            Some((from, to))
        };
        let mut taken = TAKEN.load(Ordering::Relaxed);
        while let Some((from, to)) = place(taken) {
            match TAKEN.compare_exchange_weak(taken, to, Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) => return self.start().wrapping_add(from),
                Err(now) => taken = now,
            }
        }
        ptr::null_mut()
    }

    /// Changes the end of a piece that was taken last; whether it was.
    fn set_end(&self, from: usize, end: usize, new_end: usize) -> bool {
        new_end <= RESERVE_BYTES
            && from <= end
            && TAKEN.compare_exchange(end, new_end, Ordering::SeqCst, Ordering::Relaxed).is_ok()
    }
}

/// Memory in place of what the system has not; null where the caller expects that.
#[cold]
fn without_the_system(layout: Layout) -> *mut u8 {
    match cli::on_failed_allocation() {
        Remedy::Fail => return ptr::null_mut(),
        Remedy::Reserve { essential } => {
            let taken = RESERVE.take(layout, if essential { RESERVE_BYTES } else { SHARED_BYTES });
            if !taken.is_null() {
                return taken;
            }
            // This thread cannot continue. Those that end the program can.
            if !essential {
                thread::sleep(END_WITHIN);
            }
        }
        Remedy::End => {}
    }
    exit(cli::end_at_once())
}

/// Ends the program without running anything else of it.
fn exit(status: i32) -> ! {
    #[cfg(unix)]
    signal_hook::low_level::exit(status);
    #[cfg(not(unix))]
    std::process::exit(status)
}

/// Whether a test lets this allocation fail.
#[inline]
fn fails() -> bool {
    #[cfg(feature = "fault-injection")]
    return recto::store::allocation_fails();
    #[cfg(not(feature = "fault-injection"))]
    false
}

/// See the documentation of the file.
pub(crate) struct Allocator;

// SAFETY: memory is the system's, with the same layouts throughout, or a range of the reserve, which nothing else uses: a
// pointer shows which. No function unwinds.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises about the layout are passed on.
        let given = if fails() { ptr::null_mut() } else { unsafe { System.alloc(layout) } };
        if given.is_null() { without_the_system(layout) } else { given }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises about the layout are passed on.
        let given = if fails() { ptr::null_mut() } else { unsafe { System.alloc_zeroed(layout) } };
        if !given.is_null() {
            return given;
        }
        let taken = without_the_system(layout);
        if !taken.is_null() {
            // SAFETY: `taken` has the size of the layout. It may have been used before.
            unsafe { taken.write_bytes(0, layout.size()) };
        }
        taken
    }

    #[inline]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        match RESERVE.offset(pointer) {
            // SAFETY: it is not of the reserve, so the system gave it for this layout.
            None => unsafe { System.dealloc(pointer, layout) },
            Some(from) => _ = RESERVE.set_end(from, from + layout.size(), from),
        }
    }

    #[inline]
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let from = RESERVE.offset(pointer);
        if from.is_none() && !fails() {
            // SAFETY: it is not of the reserve, so the system gave it for this layout; the caller promises about the size.
            let given = unsafe { System.realloc(pointer, layout, size) };
            if !given.is_null() {
                return given;
            }
        }
        if let Some(from) = from
            && RESERVE.set_end(from, from + layout.size(), from + size)
        {
            return pointer;
        }
        // SAFETY: the caller promises that the size does not overflow with this alignment, which is valid.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        // The system may have memory again.
        // SAFETY: the size is not zero, as the caller promises.
        let moved = if from.is_some() { unsafe { self.alloc(wanted) } } else { without_the_system(wanted) };
        if !moved.is_null() {
            // SAFETY: both have this many bytes, and are different pieces. The old one is not used afterwards.
            unsafe {
                ptr::copy_nonoverlapping(pointer, moved, layout.size().min(size));
                self.dealloc(pointer, layout);
            }
        }
        moved
    }
}
