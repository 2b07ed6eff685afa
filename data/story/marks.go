package story

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is the source from a place on, as goldmark reads it. Places in it are places in the source.
func (r *reader) markdown(from int) ast.Node {
	// What stands before the slides is blank to goldmark.
	body := r.source
	if from > 0 {
		body = bytes.Clone(r.source)
		for i := range from {
			if body[i] != '\n' {
				body[i] = ' '
			}
		}
	}
	blocks := []util.PrioritizedValue{
		util.Prioritized(equals{parser.NewSetextHeadingParser()}, 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(fence{parser.NewFencedCodeBlockParser(), lastFences(body)}, 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(comment{parser.NewHTMLBlockParser(), bytes.LastIndex(body, []byte("-->"))}, 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
	inline := append(parser.DefaultInlineParsers(), util.Prioritized(braces{}, 50), util.Prioritized(opening{}, 450))
	p := parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inline...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(short{}, 50))...),
	)
	return p.Parse(text.NewReader(body))
}

// equals makes headings of text above a line of equals signs. Markdown does so above dashes, too; here
// three dashes begin a slide wherever they stand, because that is what people mean who write them below text.
type equals struct{ parser.BlockParser }

// Trigger is what such a line begins with.
func (equals) Trigger() []byte { return []byte{'='} }

// open says of a node that it was never closed.
const open = "open"

// long says of a paragraph that its end was cut off.
const long = "long"

// isOpen says whether a fence or a comment is not closed.
func isOpen(n ast.Node) bool { _, is := n.AttributeString(open); return is }

// fence reads blocks between fences. One that nobody has closed, and any of daylight, ends at the next slide
// at the latest, so that it does not swallow the rest of the story.
type fence struct {
	parser.BlockParser
	last map[byte]int // where the last line stands that could close one, by its sign
}

// lastFences finds the last lines that could close a fence.
func lastFences(source []byte) map[byte]int {
	last := map[byte]int{}
	for at := 0; at < len(source); {
		line, _, _ := bytes.Cut(source[at:], []byte("\n"))
		bare := bytes.Trim(line, " \t>")
		for _, sign := range []byte("`~") {
			if len(bare) >= 3 && len(bytes.Trim(bare, string(sign))) == 0 {
				last[sign] = at
			}
		}
		at += len(line) + 1
	}
	return last
}

// Open begins a block.
func (f fence) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.PeekLine()
	node, state := f.BlockParser.Open(parent, reader, pc)
	if node != nil {
		sign := line[pc.BlockOffset()]
		if last, any := f.last[sign]; !any || last <= at.Start {
			node.SetAttributeString(open, true)
		}
	}
	return node, state
}

// Continue reads one more line of it.
func (f fence) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if (isOpen(node) || isLive(node, reader.Source())) && isDashes(bytes.TrimRight(line, "\n")) {
		node.SetAttributeString(open, true)
		return parser.Close
	}
	return f.BlockParser.Continue(node, reader, pc)
}

// isLive says whether a block is one of daylight.
func isLive(node ast.Node, source []byte) bool {
	code, is := node.(*ast.FencedCodeBlock)
	return is && code.Info != nil && string(code.Language(source)) == "daylight"
}

// comment reads comments and other HTML. A comment that nobody has closed is its first line alone.
type comment struct {
	parser.BlockParser
	lastEnd int // where the last --> of the source stands
}

// Open begins a block.
func (c comment) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.PeekLine()
	node, state := c.BlockParser.Open(parent, reader, pc)
	if html, is := node.(*ast.HTMLBlock); is && html.HTMLBlockType == ast.HTMLBlockType2 && at.Start > c.lastEnd {
		node.SetAttributeString(open, true)
	}
	return node, state
}

// Continue reads one more line of it.
func (c comment) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if isOpen(node) {
		return parser.Close
	}
	return c.BlockParser.Continue(node, reader, pc)
}

// opening finds comments in text that are not closed, where goldmark has looked for their end in vain.
type opening struct{}

// openNode is the beginning of such a comment.
type openNode struct{ ast.BaseInline }

var kindOpen = ast.NewNodeKind("Open comment")

// Kind is what goldmark tells nodes apart by.
func (*openNode) Kind() ast.NodeKind { return kindOpen }

// Dump prints it for who looks for a mistake.
func (o *openNode) Dump(source []byte, level int) { ast.DumpHelper(o, source, level, nil, nil) }

// Trigger is what a comment begins with.
func (opening) Trigger() []byte { return []byte{'<'} }

// Parse takes the sign of a comment.
func (opening) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("<!--")) {
		return nil
	}
	block.Advance(len("<!--"))
	node := &openNode{}
	node.SetPos(at.Start)
	return node
}

// short cuts paragraphs that no slide can show, before goldmark looks for emphasis and links in them.
type short struct{}

// Transform cuts one.
func (short) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, size, signs := node.Lines(), 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		size += line.Len()
		signs += signsIn(line.Value(reader.Source()))
		if size > maxParagraph || signs > maxSigns {
			node.SetAttributeString(long, true)
			lines.SetSliced(0, i)
			return
		}
	}
}

// signsIn counts what can mean something in Markdown.
func signsIn(text []byte) (n int) {
	for _, c := range text {
		switch c {
		case '[', ']', '!', '*', '_', '<', '`', '{', '\\', '&':
			n++
		}
	}
	return n
}
