//go:build unix && !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package terminal

import "os"

// flush does nothing: what such a system calls it was not tried.
func flush(*os.File, int) {}
