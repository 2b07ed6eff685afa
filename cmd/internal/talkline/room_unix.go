//go:build unix && !aix && !solaris

package talkline

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// socketName is that of the socket in its folder.
const socketName = "talk"

// Folders are where a talk can be found: in the runtime directory, else in a folder of the account among
// temporary files. Empty is the runtime directory where there is none.
func Folders(runtime, temporary string) []string {
	mine := filepath.Join(temporary, fmt.Sprintf("daylight-%d", os.Geteuid()))
	if !filepath.IsAbs(runtime) {
		return []string{mine}
	}
	return []string{filepath.Join(runtime, "daylight"), mine}
}

// room is the folder of a talk. While it is open it is locked, which the system undoes when the program ends, however
// it does: so a socket in a room that is not locked is left over.
type room struct {
	path   string
	folder *os.File
	socket fs.FileInfo // that was made here
}

// enter opens the room at a path, which is made where it is not there.
func enter(path string) (*room, error) {
	for range 3 {
		if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if err := isSafe(path); err != nil {
			return nil, err
		}
		folder, err := os.OpenFile(path, os.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err = unix.Flock(int(folder.Fd()), unix.LOCK_EX|unix.LOCK_NB); err == nil && isAt(folder, path) {
			return &room{path: path, folder: folder}, nil
		}
		_ = folder.Close()
		switch {
		case errors.Is(err, unix.EWOULDBLOCK):
			return nil, ErrTaken
		case err != nil:
			return nil, &fs.PathError{Op: "lock", Path: path, Err: err}
		}
	}
	return nil, ErrTaken // by others that come and go
}

// isAt says whether a folder is still the one at its path: who was here before takes it away behind him.
func isAt(folder *os.File, path string) bool {
	info, err := folder.Stat()
	if err != nil {
		return false
	}
	now, err := os.Lstat(path)
	return err == nil && os.SameFile(now, info)
}

// isSafe says what is wrong with a folder that others could reach into. A link to one is none.
func isSafe(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	around, err := os.Stat(filepath.Dir(path))
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is not a folder: move it", path)
	case !isMine(info):
		return fmt.Errorf("%s belongs to somebody else", path)
	case info.Mode().Perm()&0o077 != 0:
		return fmt.Errorf("%s is open to others: chmod 700 %s", path, path)
	case around.Mode().Perm()&0o022 != 0 && around.Mode()&fs.ModeSticky == 0:
		return fmt.Errorf("%s lies where others can change it", path)
	}
	return nil
}

// isMine says whether a file belongs to who runs the program.
func isMine(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}

// isSocket says whether a file is a socket of who runs the program.
func isSocket(info fs.FileInfo) bool { return info.Mode().Type() == fs.ModeSocket && isMine(info) }

func (r *room) address() *net.UnixAddr { return address(r.path) }

func address(folder string) *net.UnixAddr {
	return &net.UnixAddr{Name: filepath.Join(folder, socketName), Net: "unix"}
}

// listen opens the socket of a room.
func (r *room) listen() (*net.UnixListener, error) {
	at := r.address()
	if err := clear(at); err != nil {
		return nil, err
	}
	l, err := net.ListenUnix("unix", at)
	if err != nil {
		return nil, err
	}
	l.SetUnlinkOnClose(false) // leave does it, and looks before
	if err = os.Chmod(at.Name, 0o600); err == nil {
		r.socket, err = os.Lstat(at.Name)
	}
	if err != nil {
		_ = l.Close()
		return nil, err
	}
	return l, nil
}

// clear takes away a socket that is left over, and nothing else.
func clear(at *net.UnixAddr) error {
	info, err := os.Lstat(at.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !isSocket(info):
		return fmt.Errorf("%s is in the way: it is no socket of daylight, so move it", at.Name)
	}
	conn, err := net.DialUnix("unix", nil, at)
	switch {
	case err == nil: // somebody listens without having locked the room
		_ = conn.Close()
		return ErrTaken
	case errors.Is(err, syscall.ECONNREFUSED):
		return os.Remove(at.Name)
	}
	return err
}

// leave closes the room: what was made in it goes, and the room too where it is empty.
func (r *room) leave() {
	name := r.address().Name
	if now, err := os.Lstat(name); err == nil && r.socket != nil && os.SameFile(now, r.socket) {
		_ = os.Remove(name)
	}
	_ = unix.Rmdir(r.path)
	_ = r.folder.Close()
}

// call connects to the talk in a folder.
func call(folder string) (*net.UnixConn, error) {
	err := isSafe(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNobody
	}
	if err != nil {
		return nil, err
	}
	at := address(folder)
	info, err := os.Lstat(at.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNobody
	}
	if err != nil {
		return nil, err
	}
	if !isSocket(info) {
		return nil, fmt.Errorf("%s is no socket of daylight", at.Name)
	}
	conn, err := net.DialUnix("unix", nil, at)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, fs.ErrNotExist):
		return nil, ErrNobody
	case errors.Is(err, syscall.EAGAIN): // more call it than it can answer
		return nil, ErrSilent
	case err != nil:
		return nil, err
	case !isOurs(conn):
		_ = conn.Close()
		return nil, fmt.Errorf("somebody else listens at %s", at.Name)
	}
	return conn, nil
}

// isOurs says whether the program at the other end of a connection runs for the same account.
func isOurs(conn *net.UnixConn) bool {
	raw, err := conn.SyscallConn()
	if err != nil {
		return false
	}
	ours := false
	err = raw.Control(func(fd uintptr) {
		uid, err := peer(int(fd))
		ours = err == nil && uid == os.Geteuid()
	})
	return err == nil && ours
}
