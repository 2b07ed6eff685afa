package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
)

// source is a package that faults are planted in.
type source struct {
	path   string // import path
	dir    string
	fset   *token.FileSet
	names  []string // of its files, absolute
	trees  []*ast.File
	texts  [][]byte
	faults []*fault // all that can be written down; not each of them compiles
	deps   types.Importer
}

// load reads the packages that patterns name, with what the compiler knows of those they import.
func load(patterns []string) ([]*source, error) {
	out, err := command(append([]string{"list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,Export,DepOnly"}, patterns...)...)
	if err != nil {
		return nil, err
	}
	type listed struct {
		ImportPath, Dir, Export string
		GoFiles                 []string
		DepOnly                 bool
	}
	exports := map[string]string{}
	var named []listed
	for in := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := in.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("what go list says: %w", err)
		}
		exports[l.ImportPath] = l.Export
		if !l.DepOnly {
			named = append(named, l)
		}
	}
	fset := token.NewFileSet()
	deps := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var packages []*source
	for _, l := range named {
		p := &source{path: l.ImportPath, dir: l.Dir, fset: fset, deps: deps}
		for _, name := range l.GoFiles {
			if err := p.read(filepath.Join(l.Dir, name)); err != nil {
				return nil, err
			}
		}
		packages = append(packages, p)
	}
	slices.SortFunc(packages, func(a, b *source) int { return cmp.Compare(a.path, b.path) })
	return packages, nil
}

// read adds a file. Where a program wrote it, it gets no faults.
func (p *source) read(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	tree, err := parser.ParseFile(p.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	p.names, p.trees, p.texts = append(p.names, name), append(p.trees, tree), append(p.texts, text)
	if ast.IsGenerated(tree) {
		return nil
	}
	shown := name
	if wd, err := os.Getwd(); err == nil {
		if short, err := filepath.Rel(wd, name); err == nil {
			shown = short
		}
	}
	for _, f := range faultsIn(p.fset, tree, text) {
		f.pkg, f.file, f.name = p.path, shown, name
		p.faults = append(p.faults, f)
	}
	return nil
}

// textOf is the source of one of the files.
func (p *source) textOf(name string) []byte { return p.texts[slices.Index(p.names, name)] }

// offset is a place in its file, in bytes.
func (p *source) offset(at token.Pos) int { return p.fset.Position(at).Offset }

// compiles says whether the package does with a fault in it.
func (p *source) compiles(f *fault) bool {
	tree, err := parser.ParseFile(p.fset, f.name, f.apply(p.textOf(f.name)), parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	trees := slices.Clone(p.trees)
	trees[slices.Index(p.names, f.name)] = tree
	check := types.Config{Importer: p.deps}
	_, err = check.Check(p.path, p.fset, trees, nil)
	return err == nil
}

// draw draws n faults that compile, in the order of their places.
func draw(packages []*source, n int, seed uint64, inFiles *regexp.Regexp) []*fault {
	type candidate struct {
		p *source
		f *fault
	}
	var all []candidate
	for _, p := range packages {
		for _, f := range p.faults {
			if inFiles.MatchString(filepath.Base(f.name)) {
				all = append(all, candidate{p, f})
			}
		}
	}
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	var drawn []*fault
	for _, c := range all {
		if len(drawn) == n {
			break
		}
		if c.p.compiles(c.f) {
			drawn = append(drawn, c.f)
		}
	}
	slices.SortFunc(drawn, func(a, b *fault) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.at, b.at), cmp.Compare(a.what, b.what))
	})
	return drawn
}

// command runs the go command and returns what it prints.
func command(args ...string) ([]byte, error) {
	var out, talk bytes.Buffer
	c := exec.Command("go", args...)
	c.Stdout, c.Stderr = &out, &talk
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, talk.Bytes())
	}
	return out.Bytes(), nil
}

// functionAround is the function in which a fault stands; nil outside of functions.
func (p *source) functionAround(f *fault) *ast.FuncDecl {
	for _, decl := range p.trees[slices.Index(p.names, f.name)].Decls {
		fn, isFunction := decl.(*ast.FuncDecl)
		if isFunction && p.offset(fn.Pos()) <= f.at && f.at < p.offset(fn.End()) {
			return fn
		}
	}
	return nil
}
