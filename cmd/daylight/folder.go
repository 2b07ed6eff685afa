package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daylight/data/handout"
)

// An export is a folder of files. A list in it names each with the sum of what was
// written: so the next export knows what is daylight's own and may be written anew, and
// what a person has made or changed, which is never touched.
//
//	# Files that daylight has written …
//	5c1d…  index.html
//
// The list is written before the files, with the sums of the old ones as well as of the new: wherever
// writing ends, each file stands in it.
const (
	exportList     = ".daylight-export"
	exportListHead = "# Files that daylight has written, with their sums. The next export into this folder replaces those that nobody has changed.\n"
)

// sumOf is how a list knows what was written: enough to see a change, not to prove anything.
func sumOf(content []byte) string {
	h := fnv.New128a()
	_, _ = h.Write(content)
	return hex.EncodeToString(h.Sum(nil))
}

// exportFolder is a folder that an export goes to.
type exportFolder struct {
	path  string
	isNew bool
	own   map[string][]string // the sums by name of the files that were written there before
}

// openExport looks at a folder, which need not be there. One that holds other things than an export is
// refused.
func openExport(path string) (*exportFolder, error) {
	wrong := func(err error) (*exportFolder, error) {
		return nil, &fs.PathError{Op: "write", Path: path, Err: trimmed(err)}
	}
	real, err := followed(path)
	if err != nil {
		return wrong(err)
	}
	x := &exportFolder{path: real, own: map[string][]string{}}
	info, err := os.Stat(real)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		x.isNew = true
		return x, nil
	case err != nil:
		return wrong(err)
	case !info.IsDir():
		return wrong(errors.New("it is not a folder: name another, or move it away"))
	}
	sweep(real)
	entries, err := os.ReadDir(real)
	if err != nil {
		return wrong(err)
	}
	if len(entries) == 0 {
		return x, nil
	}
	list, err := x.read(exportList)
	if err != nil || !bytes.HasPrefix(list, []byte(exportListHead)) {
		return wrong(errors.New("the folder holds other things than an export: name a new one"))
	}
	for line := range strings.Lines(string(list)) {
		if sum, name, found := strings.Cut(strings.TrimRight(line, "\r\n"), "  "); found && !strings.HasPrefix(line, "#") {
			x.own[name] = append(x.own[name], sum)
		}
	}
	return x, nil
}

// read is the content of a file of the folder. What is no file is never opened.
func (x *exportFolder) read(name string) ([]byte, error) {
	path := filepath.Join(x.path, name)
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	const most = 64 << 20
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, errNoFile
	}
	return os.ReadFile(path)
}

// isOwn says whether a file is as daylight wrote it.
func (x *exportFolder) isOwn(name string) bool {
	content, err := x.read(name)
	return err == nil && slices.Contains(x.own[name], sumOf(content))
}

// write writes the files of an export, and takes those away that belong to an earlier one. All
// are beside their places before the first of them takes its own.
func (x *exportFolder) write(files []handout.File) (err error) {
	wrong := func(name string, err error) error {
		return &fs.PathError{Op: "write", Path: filepath.Join(x.path, name), Err: trimmed(err)}
	}
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(x.path, f.Name)); err == nil && !x.isOwn(f.Name) {
			return wrong(f.Name, errors.New("it is not as daylight wrote it: move it away, or name another folder"))
		}
	}
	if x.isNew {
		if err := os.Mkdir(x.path, 0o777); err != nil {
			return wrong("", err)
		}
		defer func() {
			if err != nil {
				_ = os.Remove(x.path) // where nothing has come into it
			}
		}()
	}
	last, both := x.list(files, nil), x.list(files, x.own)
	files = slices.Concat([]handout.File{{Name: exportList, Content: both}}, files, []handout.File{{Name: exportList, Content: last}})
	beside := make([]string, 0, len(files))
	defer func() {
		for _, name := range beside {
			_ = os.Remove(name) // those that have not taken their places
		}
	}()
	for _, f := range files {
		name, err := x.besides(f)
		if err != nil {
			return wrong(f.Name, err)
		}
		beside = append(beside, name)
	}
	for i, f := range files {
		if f.Name == exportList && i > 0 {
			x.removeOld(files)
		}
		if err := x.place(beside[i], f.Name); err != nil {
			return wrong(f.Name, err)
		}
	}
	return nil
}

// besides writes a file beside its place, and says where.
func (x *exportFolder) besides(file handout.File) (name string, err error) {
	f, err := besides(filepath.Join(x.path, file.Name))
	if err != nil {
		return "", err
	}
	if _, err = f.Write(file.Content); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return f.Name(), err
}

// place gives a file its name. One that has come in between is never written over.
func (x *exportFolder) place(from, name string) error {
	to := filepath.Join(x.path, name)
	if _, known := x.own[name]; known || name == exportList {
		return os.Rename(from, to)
	}
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(from, to) // some volumes have no links
}

// removeOld removes files of an earlier export that are none of this one.
func (x *exportFolder) removeOld(files []handout.File) {
	for name := range x.own {
		ours := slices.ContainsFunc(files, func(f handout.File) bool { return f.Name == name })
		if filepath.Base(name) == name && !ours && x.isOwn(name) {
			_ = os.Remove(filepath.Join(x.path, name))
		}
	}
}

// list is the list of an export; besides its own files it names those of an earlier one.
func (x *exportFolder) list(files []handout.File, before map[string][]string) []byte {
	var lines []string
	for _, f := range files {
		lines = append(lines, fmt.Sprintf("%s  %s\n", sumOf(f.Content), f.Name))
	}
	for name, sums := range before {
		for _, sum := range sums {
			lines = append(lines, fmt.Sprintf("%s  %s\n", sum, name))
		}
	}
	slices.Sort(lines)
	return []byte(exportListHead + strings.Join(slices.Compact(lines), ""))
}
