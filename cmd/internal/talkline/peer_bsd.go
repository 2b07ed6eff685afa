//go:build darwin || freebsd

package talkline

import "golang.org/x/sys/unix"

// solLocal is the level of options of Unix sockets.
const solLocal = 0

// peer is the account of the program at the other end of a connection.
func peer(fd int) (uid int, err error) {
	cred, err := unix.GetsockoptXucred(fd, solLocal, unix.LOCAL_PEERCRED)
	if err != nil {
		return 0, err
	}
	return int(cred.Uid), nil
}
