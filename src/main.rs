//! The program: hands the command line to the library and exits with its status.

mod allocator;

/// What the program does when it has no memory.
#[global_allocator]
static ALLOCATOR: allocator::Allocator = allocator::Allocator;

fn main() {
    std::process::exit(recto::cli::run(std::env::args_os()));
}
