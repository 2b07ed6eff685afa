package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// errNoFile is what is wrong with a folder, a pipe or a device in the place of a file.
var errNoFile = errors.New("it is not a file: move it away")

// writeFile puts content into a file, whole or not at all: into a new file
// beside it, which then takes its name. Unless it may replace one, a file that
// exists is fs.ErrExist. What is no file is never replaced: the new one would
// take the name of a device, too.
func writeFile(path string, content []byte, replace bool) (err error) {
	if _, err := os.Lstat(path); err == nil && !replace {
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
	}
	path = followed(path)
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return &fs.PathError{Op: "write", Path: path, Err: errNoFile}
	}
	f, err := besides(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(content); err != nil {
		return err
	}
	if info, wrong := os.Stat(path); wrong == nil { // who could read it still can
		if err = f.Chmod(info.Mode().Perm()); err != nil {
			return err
		}
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if !replace {
		// A link is never made over a file that has come in between.
		if err = os.Link(f.Name(), path); err == nil {
			return os.Remove(f.Name())
		} else if errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return os.Rename(f.Name(), path)
}

// followed is the file that a path stands for: a link stays a link, also one to
// a file that is not there yet.
func followed(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	target, err := os.Readlink(path)
	switch {
	case err != nil:
		return path
	case filepath.IsAbs(target):
		return target
	}
	return filepath.Join(filepath.Dir(path), target)
}

// besides makes a new file in the folder of another, with the rights that new
// files have.
func besides(path string) (*os.File, error) {
	for try := 0; ; try++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".daylight-%d-%d", os.Getpid(), try))
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if errors.Is(err, fs.ErrExist) && try < 1000 {
			continue
		}
		if err != nil { // nobody knows the name that was tried
			err = &fs.PathError{Op: "write", Path: path, Err: trimmed(err)}
		}
		return f, err
	}
}
