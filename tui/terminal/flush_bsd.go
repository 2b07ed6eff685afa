//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

// flush throws away a queue of a terminal: unix.TCIFLUSH or unix.TCOFLUSH.
func flush(tty *os.File, which int) {
	_ = unix.IoctlSetPointerInt(int(tty.Fd()), unix.TIOCFLUSH, which) // FREAD and FWRITE have the same numbers
}
