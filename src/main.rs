//! The program: hands the command line to the library and exits with its status.

fn main() {
    std::process::exit(recto::cli::run(std::env::args_os()));
}
