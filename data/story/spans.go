package story

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"daylight/model"
	"daylight/model/query"
)

// text reads the text of a paragraph or a heading.
func (r *reader) text(n ast.Node, b model.Block) {
	if _, cut := n.AttributeString(long); cut {
		r.fail(n.Pos(), "this paragraph is longer than %d bytes, or has more than %d signs of Markdown: part it", maxParagraph, maxSigns)
	}
	if at, is := r.tableAt(n); is {
		r.fail(at, "tables are not shown: write a list, or let a view show the figures (a block of ```daylight with by=country, say)")
		return
	}
	t := &spans{reader: r}
	t.children(n, model.Span{})
	b.Spans = t.trimmed()
	if len(b.Spans) == 0 {
		return
	}
	if len(b.Spans) == 1 && (b.Kind == model.Paragraph || b.Kind == model.Heading) && isNumber(b.Spans[0].Quote) {
		b.Kind = model.BigNumber
	}
	r.add(b, n.Pos())
}

// isNumber says whether a figure is written in digits.
func isNumber(q *query.Quote) bool {
	return q != nil && q.Kind != query.QuoteTop && q.Form != query.QuoteWords && q.Form != query.QuoteOrdinal && q.Form != query.QuoteNames
}

// ruled is the line below the head of a table in Markdown.
var ruled = func() func(string) bool {
	var compiled *regexp.Regexp
	return func(line string) bool {
		if compiled == nil {
			compiled = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
		}
		return strings.Contains(line, "|") && strings.Contains(line, "-") && compiled.MatchString(line)
	}
}()

// tableAt says whether a paragraph is a table, and where it begins.
func (r *reader) tableAt(n ast.Node) (int, bool) {
	lines := n.Lines()
	if lines.Len() < 2 {
		return 0, false
	}
	head, rule := lines.At(0), lines.At(1)
	return head.Start, strings.Contains(string(head.Value(r.source)), "|") && ruled(string(rule.Value(r.source)))
}

// spans collects the text of one block.
type spans struct {
	*reader
	list  []model.Span
	run   strings.Builder // of one style, which is not in the list yet
	style model.Span
}

// add appends text in a style, together with what has the same style before it.
func (t *spans) add(text string, style model.Span) {
	if text == "" {
		return
	}
	if t.style != style {
		t.flush()
		t.style = style
	}
	t.run.WriteString(text)
}

// flush ends a run of one style.
func (t *spans) flush() {
	if t.run.Len() > 0 {
		t.style.Text = t.run.String()
		t.list = append(t.list, t.style)
		t.run.Reset()
	}
	t.style = model.Span{}
}

// trimmed is the text without the spaces around it.
func (t *spans) trimmed() []model.Span {
	t.flush()
	list := t.list
	for len(list) > 0 && list[0].Quote == nil {
		if list[0].Text = strings.TrimLeft(list[0].Text, " \n"); list[0].Text != "" {
			break
		}
		list = list[1:]
	}
	for len(list) > 0 && list[len(list)-1].Quote == nil {
		last := &list[len(list)-1]
		if last.Text = strings.TrimRight(last.Text, " \n"); last.Text != "" {
			break
		}
		list = list[:len(list)-1]
	}
	return list
}

// children reads what lies in a node.
func (t *spans) children(n ast.Node, style model.Span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t.node(c, style)
	}
}

// node reads a run of text.
func (t *spans) node(n ast.Node, style model.Span) {
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(t.source)
		if !style.Code && !n.IsRaw() {
			value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
		}
		text := strings.Map(shown, string(value))
		switch {
		case n.HardLineBreak():
			text += "\n"
		case n.SoftLineBreak() || style.Code && strings.HasSuffix(text, "\n"):
			text = strings.TrimRight(text, "\n") + " "
		}
		t.add(text, style)
	case *ast.String:
		t.add(strings.Map(shown, string(n.Value)), style)
	case *ast.CodeSpan:
		style.Code = true
		t.children(n, style)
	case *ast.Emphasis:
		if n.Level == 1 {
			style.Emphasis = true
		} else {
			style.Strong = true
		}
		t.children(n, style)
	case *ast.Link:
		style.Link = followable(string(n.Destination))
		t.children(n, style)
	case *ast.AutoLink:
		style.Link = followable(string(n.URL(t.source)))
		t.add(string(n.Label(t.source)), style)
	case *figureNode:
		if q := t.quote(n); q != nil {
			t.flush()
			style.Quote = q
			t.list = append(t.list, style)
		}
	case *openNode:
		t.fail(n.Pos(), "this comment is not closed: write --> behind it")
	case *ast.Image:
		t.fail(t.imageAt(n), "pictures are not shown in a terminal: say it in words, or let a view show it")
	case *ast.RawHTML:
		t.rawHTML(n)
	default:
		t.fail(n.Pos(), "%s cannot be shown on a slide: write it as text", n.Kind())
	}
}

// shown is a character as it is shown: character references can name some that have no sign.
func shown(c rune) rune {
	switch {
	case c == '\n':
		return c
	case c == '\t':
		return ' '
	case unicode.IsControl(c), turns(c):
		return '\uFFFD'
	}
	return c
}

// turns says whether a character turns the direction of the text after it, so that it reads as another.
func turns(c rune) bool { return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 }

// followable is the address of a link that may stand in what is exported; empty for one that does something
// else than lead to a page or a letter, or nowhere without the file that it stands in.
func followable(address string) string {
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if len(address) > len(scheme) && strings.EqualFold(address[:len(scheme)], scheme) {
			return address
		}
	}
	return ""
}

// imageAt is where a picture begins in the source.
func (t *spans) imageAt(n *ast.Image) int {
	if n.Pos() >= 0 {
		return n.Pos()
	}
	if n.FirstChild() != nil {
		return n.FirstChild().Pos() - len("![")
	}
	return n.Parent().Pos()
}

// rawHTML refuses a tag in text, and what should have a line of its own.
func (t *spans) rawHTML(n *ast.RawHTML) {
	at, text := n.Pos(), ""
	if n.Segments.Len() > 0 {
		first := n.Segments.At(0)
		at, text = first.Start, string(n.Segments.Value(t.source))
	}
	switch inner, is := commentText(text); {
	case is && isMark(inner):
		t.fail(at, "this comment stands inside text: give it a line of its own")
	case !is:
		t.fail(at, "HTML is not shown: write Markdown, as in **strong** and *emphasis*, or &lt; for the sign <")
	}
}
