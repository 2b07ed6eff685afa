package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// What tryLock answers with when there is no lock to be had now, or never.
var (
	errLocked  = errors.New("another program holds it")
	errNoLocks = errors.New("this file system knows no locks")
)

// lock keeps other programs out until unlock is called or this one ends, however it ends. Locks are had
// by asking again and again: who waits in the system for one cannot be called back. Where the file
// system knows none, it locks nothing.
func lock(path string, patience time.Duration) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		switch err := tryLock(f); {
		case err == nil, errors.Is(err, errNoLocks):
			return func() { _ = f.Close() }, nil // which lets go of the lock
		case !errors.Is(err, errLocked):
			_ = f.Close()
			return nil, &fs.PathError{Op: "lock", Path: path, Err: err}
		case time.Now().After(end):
			_ = f.Close()
			return nil, fmt.Errorf("%s is held by another daylight, so nothing was saved: end that one, or try again", path)
		}
	}
}
