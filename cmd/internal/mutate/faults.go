package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// fault is one small change of a source file.
type fault struct {
	pkg      string // import path
	file     string // as it is printed
	name     string // of the file, absolute
	at, end  int    // what is replaced, in bytes …
	text     string // … and by what
	function string // where it stands: "Engine.order", or the constant or variable that is declared
	what     string // "< becomes <="
	line     string // the source line, without indentation
	row, col int    // from 1
	number   int    // among those that stand together in one program; 0 where it has one of its own
}

func (f *fault) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", f.file, f.row, f.col, f.function, f.what)
}

// apply is a source with the fault in it.
func (f *fault) apply(src []byte) []byte {
	return slices.Concat(src[:f.at], []byte(f.text), src[f.end:])
}

// swaps are the operators that are taken for one another.
var swaps = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GTR}, token.LEQ: {token.LSS, token.GEQ},
	token.GTR: {token.GEQ, token.LSS}, token.GEQ: {token.GTR, token.LEQ},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD},
	token.MUL: {token.QUO}, token.QUO: {token.MUL}, token.REM: {token.MUL},
	token.AND: {token.OR}, token.OR: {token.AND}, token.XOR: {token.AND}, token.AND_NOT: {token.AND},
	token.SHL: {token.SHR}, token.SHR: {token.SHL},
	token.ADD_ASSIGN: {token.SUB_ASSIGN}, token.SUB_ASSIGN: {token.ADD_ASSIGN},
	token.MUL_ASSIGN: {token.QUO_ASSIGN}, token.QUO_ASSIGN: {token.MUL_ASSIGN},
	token.AND_ASSIGN: {token.OR_ASSIGN}, token.OR_ASSIGN: {token.AND_ASSIGN}, token.AND_NOT_ASSIGN: {token.OR_ASSIGN},
	token.SHL_ASSIGN: {token.SHR_ASSIGN}, token.SHR_ASSIGN: {token.SHL_ASSIGN},
	token.INC: {token.DEC}, token.DEC: {token.INC},
	token.BREAK: {token.CONTINUE}, token.CONTINUE: {token.BREAK},
}

// words are the names that are taken for one another.
var words = map[string]string{"true": "false", "false": "true", "min": "max", "max": "min"}

// finder lists the faults that can be planted in a file, in the order of their places; not each of
// them compiles.
type finder struct {
	fset     *token.FileSet
	src      []byte
	function string
	faults   []*fault
}

// faultsIn lists the faults of a file. It leaves words in quotation marks and numbers that are not
// decimal (colours, bits) alone, and what moves a for loop on: a loop without end is always found, late.
func faultsIn(fset *token.FileSet, file *ast.File, src []byte) []*fault {
	fd := &finder{fset: fset, src: src}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Body != nil {
				fd.function = functionName(decl)
				fd.returnAtOnce(decl)
				ast.Inspect(decl.Body, fd.visit)
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if values, ok := spec.(*ast.ValueSpec); ok {
					fd.function = values.Names[0].Name
					for _, v := range values.Values {
						ast.Inspect(v, fd.visit)
					}
				}
			}
		}
	}
	return fd.faults
}

// functionName is the name of a function, with its receiver's before it.
func functionName(decl *ast.FuncDecl) string {
	if decl.Recv == nil {
		return decl.Name.Name
	}
	var receiver string
	ast.Inspect(decl.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && receiver == "" {
			receiver = id.Name
		}
		return true
	})
	return receiver + "." + decl.Name.Name
}

func (fd *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ArrayType: // the length of an array is held by the compiler
		return false
	case *ast.BinaryExpr:
		fd.swap(n.OpPos, n.Op)
	case *ast.AssignStmt:
		fd.swap(n.TokPos, n.Tok)
	case *ast.IncDecStmt:
		fd.swap(n.TokPos, n.Tok)
	case *ast.BranchStmt:
		fd.swap(n.TokPos, n.Tok)
	case *ast.Ident:
		if other, ok := words[n.Name]; ok {
			fd.plant(n.Pos(), n.End(), other, n.Name+" becomes "+other)
		}
	case *ast.BasicLit:
		fd.changeNumber(n)
	case *ast.IfStmt:
		fd.negate(n.Cond)
	case *ast.ForStmt:
		fd.negate(n.Cond)
		for _, part := range []ast.Node{n.Init, n.Cond, n.Body} {
			if part != nil {
				ast.Inspect(part, fd.visit)
			}
		}
		return false
	case *ast.SwitchStmt:
		if n.Tag == nil {
			for _, clause := range n.Body.List {
				for _, condition := range clause.(*ast.CaseClause).List {
					fd.negate(condition)
				}
			}
		}
	case *ast.BlockStmt:
		fd.dropEach(n.List)
	case *ast.CaseClause:
		fd.dropEach(n.Body)
	case *ast.CommClause:
		fd.dropEach(n.Body)
	}
	return true
}

// plant adds a fault that replaces the source from one place up to another.
func (fd *finder) plant(from, to token.Pos, text, what string) {
	place := fd.fset.Position(from)
	start := place.Offset - (place.Column - 1)
	line, _, _ := strings.Cut(string(fd.src[start:]), "\n")
	fd.faults = append(fd.faults, &fault{
		at: place.Offset, end: fd.fset.Position(to).Offset, text: text,
		function: fd.function, what: what, line: strings.TrimSpace(line), row: place.Line, col: place.Column,
	})
}

// text is a part of the source as it is written.
func (fd *finder) text(n ast.Node) string {
	return string(fd.src[fd.fset.Position(n.Pos()).Offset:fd.fset.Position(n.End()).Offset])
}

func (fd *finder) swap(at token.Pos, operator token.Token) {
	for _, other := range swaps[operator] {
		fd.plant(at, at+token.Pos(len(operator.String())), other.String(), operator.String()+" becomes "+other.String())
	}
}

// changeNumber makes a decimal number one larger.
func (fd *finder) changeNumber(n *ast.BasicLit) {
	var larger string
	switch n.Kind {
	case token.INT:
		number, err := strconv.ParseInt(strings.ReplaceAll(n.Value, "_", ""), 10, 64)
		if err != nil {
			return
		}
		larger = strconv.FormatInt(number+1, 10)
	case token.FLOAT:
		number, err := strconv.ParseFloat(n.Value, 64)
		if err != nil {
			return
		}
		larger = strconv.FormatFloat(number+1, 'f', -1, 64)
		if !strings.Contains(larger, ".") {
			larger += "." // stays a float where its type follows from it
		}
	default:
		return
	}
	fd.plant(n.Pos(), n.End(), larger, n.Value+" becomes "+larger)
}

// negate turns a condition round. Of == and != that is a swap already.
func (fd *finder) negate(condition ast.Expr) {
	const what = "condition negated"
	switch c := condition.(type) {
	case nil:
		return
	case *ast.BinaryExpr:
		if c.Op == token.EQL || c.Op == token.NEQ {
			return
		}
	case *ast.UnaryExpr:
		if c.Op == token.NOT {
			fd.plant(c.Pos(), c.X.Pos(), "", what)
			return
		}
	}
	fd.plant(condition.Pos(), condition.End(), "!("+fd.text(condition)+")", what)
}

// dropEach drops the statements of a list, one at a time: calls, assignments, jumps, and an if without else.
func (fd *finder) dropEach(list []ast.Stmt) {
	for _, statement := range list {
		switch s := statement.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				continue
			}
		case *ast.IfStmt:
			if s.Else != nil {
				continue
			}
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.BranchStmt, *ast.ReturnStmt, *ast.DeferStmt:
		default:
			continue
		}
		fd.plant(statement.Pos(), statement.End(), "", "statement dropped")
	}
}

// returnAtOnce has a function return zero values, where it does not do just that.
func (fd *finder) returnAtOnce(decl *ast.FuncDecl) {
	if len(decl.Body.List) == 0 {
		return
	}
	var zeros []string
	if decl.Type.Results != nil {
		for _, r := range decl.Type.Results.List {
			for range max(1, len(r.Names)) {
				zeros = append(zeros, "*new("+fd.text(r.Type)+")")
			}
		}
	}
	if r, ok := decl.Body.List[0].(*ast.ReturnStmt); ok && !slices.ContainsFunc(r.Results, func(e ast.Expr) bool { return !zero(e) }) {
		return
	}
	before := len(fd.faults)
	fd.plant(decl.Body.Lbrace+1, decl.Body.Lbrace+1, " return "+strings.Join(zeros, ", ")+";", "returns at once")
	named := fd.fset.Position(decl.Name.Pos())
	fd.faults[before].row, fd.faults[before].col = named.Line, named.Column
}

// zero says whether an expression is written as a zero value.
func zero(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "nil" || e.Name == "false"
	case *ast.BasicLit:
		return e.Value == "0" || e.Value == `""`
	case *ast.CompositeLit:
		_, array := e.Type.(*ast.ArrayType)
		return len(e.Elts) == 0 && !array
	}
	return false
}
