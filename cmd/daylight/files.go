package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// What stands in the place of a file and is none.
var (
	errNoFile = errors.New("it is not a file: move it away")
	errLoop   = errors.New("it is a link that leads round in a circle: remove it")
)

// writeFile puts content into a file, whole or not at all: into a new file
// beside it, which then takes its name. Unless it may replace one, a file that
// exists is fs.ErrExist. What is no file is never replaced: the new one would
// take the name of a device, too. Errors name the file that was asked for, as
// nobody knows of another.
func writeFile(path string, content []byte, replace bool) error {
	if err := writeWhole(path, content, replace); err != nil {
		return &fs.PathError{Op: "write", Path: path, Err: trimmed(err)}
	}
	return nil
}

func writeWhole(path string, content []byte, replace bool) (err error) {
	if _, err := os.Lstat(path); err == nil && !replace {
		return fs.ErrExist
	}
	if path, err = followed(path); err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return errNoFile
	}
	sweep(filepath.Dir(path))
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

// followed is the file that a path stands for, at the end of all links: a link stays a link, also one
// to a file that is not there yet.
func followed(path string) (string, error) {
	const most = 40 // links, which is what Linux follows
	for range most {
		folder, name := filepath.Split(path)
		folder = cmp.Or(folder, ".")
		// What a link says counts from where it really stands. Some volumes of Windows do not tell.
		real, err := filepath.EvalSymlinks(folder)
		if err != nil {
			if _, wrong := os.Stat(folder); wrong == nil {
				real = folder
			} else if file := (*fs.PathError)(nil); !errors.As(err, &file) {
				return "", errLoop // all that it says without naming a file
			} else {
				return "", err
			}
		}
		folder = real
		path = filepath.Join(folder, name)
		target, err := os.Readlink(path)
		switch {
		case err != nil: // it is no link
			return path, nil
		case !filepath.IsAbs(target): // Join would take "link/.." for nothing
			target = folder + string(filepath.Separator) + target
		}
		path = target
	}
	return "", errLoop
}

// besides makes a new file in the folder of another, with the rights that new
// files have. Its name says who writes it.
func besides(path string) (*os.File, error) {
	for try := 0; ; try++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf("%s%d-%d", besidesPrefix, os.Getpid(), try))
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if errors.Is(err, fs.ErrExist) && try < 1000 {
			continue
		}
		return f, err
	}
}

// besidesPrefix begins the names of files that are being written; the number of the process and that
// of the file follow.
const besidesPrefix = ".daylight-"

// sweep removes what programs that were ended in the midst of writing have left in a folder. A file that
// somebody may still be writing, or somebody else's, stays.
func sweep(folder string) {
	const old = time.Hour // nobody writes for so long
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		pid, ok := writer(e.Name())
		if !ok {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !(gone(pid) || time.Since(info.ModTime()) > old) {
			continue
		}
		if path := filepath.Join(folder, e.Name()); mine(path, info) {
			_ = os.Remove(path)
		}
	}
}

// writer is the process that writes a file of such a name.
func writer(name string) (pid int, ok bool) {
	numbers, ok := strings.CutPrefix(name, besidesPrefix)
	if !ok {
		return 0, false
	}
	process, file, _ := strings.Cut(numbers, "-")
	pid, err := strconv.Atoi(process)
	if err != nil || pid <= 0 {
		return 0, false
	}
	n, err := strconv.Atoi(file)
	return pid, err == nil && name == fmt.Sprintf("%s%d-%d", besidesPrefix, pid, n)
}
