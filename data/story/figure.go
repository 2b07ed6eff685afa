package story

import (
	"bytes"
	"errors"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"daylight/model/answer"
	"daylight/model/query"
)

// kindFigure is the kind of a figure among goldmark's nodes.
var kindFigure = ast.NewNodeKind("Figure")

// figureNode is a figure in the text of a slide: what stands between double braces. It can go over the end
// of a line.
type figureNode struct {
	ast.BaseInline
	pieces []text.Segment // of what stands between, a line each
	closed bool
	single bool // between single braces, where a figure was meant
}

// Kind is what goldmark tells nodes apart by.
func (*figureNode) Kind() ast.NodeKind { return kindFigure }

// Dump prints it for who looks for a mistake.
func (f *figureNode) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// braces reads figures. It comes before all that has a meaning in text, so that nothing inside a figure is
// taken for emphasis; a figure inside code is text, because code has begun before.
type braces struct{}

// Trigger is what a figure begins with.
func (braces) Trigger() []byte { return []byte{'{'} }

// Parse reads one: up to the next closing braces of the same paragraph, where no other figure begins before.
func (braces) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	f := &figureNode{}
	f.SetPos(at.Start)
	if !bytes.HasPrefix(line, []byte("{{")) {
		escaped := at.Start > 0 && block.Source()[at.Start-1] == '{' // the first of two was written as a sign
		if f.single = !escaped && meantAsFigure(line); !f.single {
			return nil
		}
		block.Advance(1)
		return f
	}
	savedLine, saved := block.Position()
	block.Advance(2)
	for {
		line, at = block.PeekLine()
		if line == nil {
			break
		}
		end := bytes.Index(line, []byte("}}"))
		if again := bytes.Index(line, []byte("{{")); again >= 0 && (end < 0 || again < end) {
			break
		}
		if end >= 0 {
			f.pieces = append(f.pieces, text.NewSegment(at.Start, at.Start+end))
			f.closed = true
			block.Advance(end + 2)
			return f
		}
		f.pieces = append(f.pieces, text.NewSegment(at.Start, at.Stop))
		block.AdvanceLine()
	}
	block.SetPosition(savedLine, saved)
	block.Advance(2)
	return f
}

// meantAsFigure says whether a text begins with a figure between single braces.
func meantAsFigure(text []byte) bool {
	inner, _, closed := strings.Cut(strings.TrimPrefix(string(text), "{"), "}")
	list := words(inner, 0)
	return closed && len(list) > 0 && slices.Contains(query.QuoteFirstWords(), strings.ToLower(list[0].text))
}

// pieced is a text that was put together, and where its parts stand in the source.
type pieced struct {
	text   []byte // which grows without being copied for each part
	pieces []piece
}

// piece says where the text from a byte on stands in the source.
type piece struct{ from, at int }

func (p *pieced) add(text string, at int) {
	p.pieces = append(p.pieces, piece{len(p.text), at})
	p.text = append(p.text, text...)
}

// at is where a byte of the text stands in the source.
func (p *pieced) at(offset int) int {
	found := piece{}
	if n := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].from > offset }); n > 0 {
		found = p.pieces[n-1]
	}
	return found.at + offset - found.from
}

// worked is a figure as it stands in titles and notes. Those must do on every terminal, so that marks are ASCII.
func (r *reader) worked(q query.Quote) string {
	figure, err := r.engine.Quoted(q, answer.Format{ASCII: true})
	if err != nil { // which is a problem of the slide already
		return "..."
	}
	return figure
}

// unclosed says that a figure does not end.
func (r *reader) unclosed(at int) {
	r.fail(at, "this {{ is not closed: write }} behind the figure, in the same paragraph; no figure stands in a figure")
}

// quote reads a figure.
func (r *reader) quote(f *figureNode) *query.Quote {
	if f.single {
		r.fail(f.Pos(), "a figure stands between double braces: write {{ and }}, or \\{ for the sign alone")
		return nil
	}
	if !f.closed {
		r.unclosed(f.Pos())
		return nil
	}
	var said pieced
	for _, s := range f.pieces {
		said.add(string(r.source[s.Start:s.Stop]), s.Start)
	}
	return r.figure(said, f.Pos())
}

// figure reads what stands between the braces of a figure, which begins at a place of the source.
func (r *reader) figure(said pieced, begins int) *query.Quote {
	if r.figures++; r.figures > maxFigures {
		if r.figures == maxFigures+1 {
			r.fail(begins, "a slide has at most %d figures: part it in two", maxFigures)
		}
		return nil
	}
	q, err := query.ParseQuote(string(said.text), r.data)
	if err != nil {
		r.wrongQuote(said, 0, err)
		asked := said.question()
		r.ask(asked)
		// What it begins with and its form may be wrong besides.
		rest := bytes.Clone(said.text)
		for i, c := range asked.text {
			if c != ' ' {
				rest[i] = ' '
			}
		}
		_, err = query.ParseQuote(string(rest), r.data)
		r.wrongQuote(said, len(asked.text), err)
		return nil
	}
	if r.absent(said) {
		return nil
	}
	if _, err := r.engine.Quoted(q, answer.Format{}); err != nil {
		r.fail(begins, "this figure says nothing: %v", err)
		return nil
	}
	return &q
}

// wrongQuote says what is wrong with a figure, where that stands behind a byte of it.
func (r *reader) wrongQuote(said pieced, from int, err error) {
	if wrong := (*query.ParseError)(nil); errors.As(err, &wrong) && wrong.Offset >= from {
		r.fail(said.at(wrong.Offset), "%v", err)
	}
}

// question is a figure without what is not of its question, which becomes spaces: the words before it,
// and the form behind.
func (p *pieced) question() pieced {
	body, _, _ := strings.Cut(string(p.text), "|")
	begins := len(body)
	for _, w := range words(body, 0) {
		if strings.Contains(w.text, "=") {
			begins = w.at
			break
		}
	}
	return pieced{[]byte(strings.Repeat(" ", begins) + body[begins:]), p.pieces}
}
