package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// How many faults stand in one program.
//
// To build the tests takes longer than to run those that find a fault, so they are built once, with all
// faults in them. Of a function that has faults there is a copy with each, and at its head it asks
// which one was chosen, by a variable of the environment:
//
//	func (b *box) holds(n int) bool { switch chosenFault { case 7: return b.holds_fault7(n) };
//		return n < b.most
//	}
//
//	func (b *box) holds_fault7(n int) bool {
//		return n <= b.most
//	}
//
// What cannot be so written, as a fault in a constant, gets a build of its own.

// choose is the variable of the environment that chooses a fault by its number; none is chosen without.
const choose = "MUTATE_FAULT"

// chosenFault is a file that is added to the package.
const chosenFault = "package %s\n\nimport (\n\t\"os\"\n\t\"strconv\"\n)\n\nvar chosenFault, _ = strconv.Atoi(os.Getenv(%q))\n"

// edit replaces a part of a source.
type edit struct {
	at, end int
	text    string
}

// together returns the files of the package with all those faults in them that can be so written, and the
// numbers of these, from 1.
func (p *source) together(faults []*fault) (files map[string][]byte, numbers map[*fault]int) {
	byFunction := map[*ast.FuncDecl][]*fault{}
	numbers = map[*fault]int{}
	for i, f := range faults {
		if fn := p.functionAround(f); fn != nil {
			byFunction[fn] = append(byFunction[fn], f)
			numbers[f] = i + 1
		}
	}
	functions := slices.SortedFunc(maps.Keys(byFunction), func(a, b *ast.FuncDecl) int { return cmp.Compare(a.Pos(), b.Pos()) })
	written := func(functions []*ast.FuncDecl) map[string][]byte {
		return p.written(functions, byFunction, numbers)
	}
	if files = written(functions); p.compilesWith(files) {
		return files, numbers
	}
	functions = slices.DeleteFunc(functions, func(fn *ast.FuncDecl) bool {
		if p.compilesWith(written([]*ast.FuncDecl{fn})) {
			return false
		}
		for _, f := range byFunction[fn] {
			delete(numbers, f)
		}
		return true
	})
	return written(functions), numbers
}

// written are the files in which functions have copies with their faults.
func (p *source) written(functions []*ast.FuncDecl, byFunction map[*ast.FuncDecl][]*fault, numbers map[*fault]int) map[string][]byte {
	edits := map[string][]edit{}
	for _, fn := range functions {
		name := byFunction[fn][0].name
		edits[name] = append(edits[name], p.withCopies(fn, byFunction[fn], numbers)...)
	}
	files := map[string][]byte{
		filepath.Join(p.dir, "chosen_fault.go"): fmt.Appendf(nil, chosenFault, p.trees[0].Name.Name, choose),
	}
	for name, list := range edits {
		slices.SortStableFunc(list, func(a, b edit) int { return cmp.Compare(a.at, b.at) })
		var out bytes.Buffer
		src, at := p.textOf(name), 0
		for _, e := range list {
			out.Write(src[at:e.at])
			out.WriteString(e.text)
			at = e.end
		}
		out.Write(src[at:])
		files[name] = out.Bytes()
	}
	return files
}

// withCopies are the edits that give a function its copies.
func (p *source) withCopies(fn *ast.FuncDecl, faults []*fault, numbers map[*fault]int) []edit {
	offset := func(at token.Pos) int { return p.fset.Position(at).Offset }
	src := p.textOf(faults[0].name)
	var edits []edit
	// A parameter without a name gets one, to be handed on.
	hand := func(fields *ast.FieldList, prefix string) (names []string) {
		if fields == nil {
			return nil
		}
		for _, field := range fields.List {
			if len(field.Names) == 0 {
				name := prefix + strconv.Itoa(len(names))
				edits = append(edits, edit{offset(field.Pos()), offset(field.Pos()), name + " "})
				names = append(names, name)
			}
			for _, id := range field.Names {
				name := id.Name
				if name == "_" {
					name = prefix + strconv.Itoa(len(names))
					edits = append(edits, edit{offset(id.Pos()), offset(id.End()), name})
				}
				names = append(names, name)
			}
			if _, variadic := field.Type.(*ast.Ellipsis); variadic {
				names[len(names)-1] += "..."
			}
		}
		return names
	}
	receiver := ""
	if fn.Recv != nil {
		receiver = hand(fn.Recv, "receiver")[0] + "."
	}
	arguments := "(" + strings.Join(hand(fn.Type.Params, "parameter"), ", ") + ")"
	parameters := ""
	if list := fn.Type.TypeParams; list != nil {
		var names []string
		for _, field := range list.List {
			for _, id := range field.Names {
				names = append(names, id.Name)
			}
		}
		parameters = "[" + strings.Join(names, ", ") + "]"
	}

	var cases, copies strings.Builder
	from, to, named := offset(fn.Pos()), offset(fn.End()), offset(fn.Name.End())
	for _, f := range faults {
		suffix := "_fault" + strconv.Itoa(numbers[f])
		call := receiver + fn.Name.Name + suffix + parameters + arguments
		if fn.Type.Results == nil {
			fmt.Fprintf(&cases, " case %d: %s; return;", numbers[f], call)
		} else {
			fmt.Fprintf(&cases, " case %d: return %s;", numbers[f], call)
		}
		copies.WriteString("\n\n" + string(src[from:named]) + suffix + string(src[named:f.at]) + f.text + string(src[f.end:to]))
	}
	head := offset(fn.Body.Lbrace) + 1
	return append(edits, edit{head, head, " switch chosenFault {" + cases.String() + " };"}, edit{to, to, copies.String()})
}

// compilesWith says whether the package does with other files in place of its own or beside them.
func (p *source) compilesWith(files map[string][]byte) bool {
	trees := slices.Clone(p.trees)
	for name, text := range files {
		tree, err := parser.ParseFile(p.fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			return false
		}
		if i := slices.Index(p.names, name); i >= 0 {
			trees[i] = tree
		} else {
			trees = append(trees, tree)
		}
	}
	check := types.Config{Importer: p.deps}
	_, err := check.Check(p.path, p.fset, trees, nil)
	return err == nil
}
