package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

// flush throws away a queue of a terminal: unix.TCIFLUSH or unix.TCOFLUSH.
func flush(tty *os.File, which int) {
	fd := int(tty.Fd())
	_ = unix.IoctlSetInt(fd, unix.TCFLSH, which)
	if which == unix.TCOFLUSH {
		// A write that waits for room in a pseudo-terminal is not told that there is some. It is when output
		// is halted and goes on.
		_ = unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOOFF)
		_ = unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOON)
	}
}
