// Package handout turns a story into files that can be taken along: a page that tells
// it in a browser, a text, and each view as a figure fit to print.
//
//	index.html     the whole story; it asks for nothing from elsewhere
//	handout.md     the same as Markdown, with the figures beside it
//	slide-04.svg   the view of the fourth slide
//
// The same story and data give the same bytes. What a story says is text wherever it
// stands, and never markup.
package handout

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"daylight/data/figure"
	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// The names of the page and of the text.
const (
	PageName = "index.html"
	TextName = "handout.md"
)

// mostDrawn is how many bytes the figures of an export may take: those of some sixty maps. A page that holds
// more is slow to make and to open.
const mostDrawn = 32 << 20

// File is a file of an export.
type File struct {
	Name    string
	Content []byte
}

// Options say how a story is written.
type Options struct {
	Figure figure.Options // of its figures: colours, outlines, how numbers are written
	Notes  bool           // what only who speaks should see is written too
}

// Files are the files of a story that has no mistakes. The error names the slide that
// cannot be written.
func Files(s *model.Story, e *answer.Engine, o Options) ([]File, error) {
	if o.Figure.World != nil {
		o.Figure.World = sync.OnceValues(o.Figure.World)
	}
	if len(s.Slides) == 0 {
		return nil, errors.New("the story has no slides")
	}
	t := &talk{title: line(s.Title), author: line(s.Author)}
	size := 0
	for i := range s.Slides {
		w := writer{engine: e, options: o, number: i + 1}
		slide, err := w.slide(&s.Slides[i])
		if err != nil {
			return nil, fmt.Errorf("slide %d: %w", i+1, err)
		}
		t.slides = append(t.slides, slide)
		if v := slide.view; v != nil {
			size += len(v.whole.SVG) + len(v.bare.SVG)
		}
		if size > mostDrawn {
			return nil, fmt.Errorf("slide %d: the figures up to this one take more than %d MiB: part the story in two", i+1, mostDrawn>>20)
		}
	}
	if t.title == "" {
		t.title = t.slides[0].title
	}
	files := []File{{PageName, t.page()}, {TextName, t.text()}}
	for i := range t.slides {
		if v := t.slides[i].view; v != nil {
			files = append(files, File{v.name, []byte(v.whole.SVG)})
		}
	}
	return files, nil
}

// talk is a story that is ready to be written: its figures are worked out.
type talk struct {
	title, author string
	slides        []slide
}

// slide is one of its slides.
type slide struct {
	title  string
	steps  int
	blocks []block
	view   *view    // nil for none
	known  []string // what must be known of the figures in its text, besides what the view says
	cited  []figure.Cited
	spoken []string // the notes of who speaks; none where they are left out
}

// block is a block of a slide.
type block struct {
	model.Block
	runs []run
}

// run is text in one style.
type run struct {
	text                             string
	link                             string // the address that it leads to; "" for nowhere
	strong, emphasis, code, computed bool
}

// words are the text of a block without its styles.
func (b *block) words() string {
	var words strings.Builder
	for _, r := range b.runs {
		words.WriteString(r.text)
	}
	return words.String()
}

// view is the view of a slide, drawn twice: to be kept by itself, and to stand in the page,
// where what must be read with it is text.
type view struct {
	name        string // of its file
	says        string // what it shows, for who cannot see it
	whole, bare *figure.Drawn
	plays       bool // on stage its periods run by
}

// writer makes a slide ready.
type writer struct {
	engine  *answer.Engine
	options Options
	number  int
	sources []report.Source
	known   []string // what must be known of figures of the text
}

func (w *writer) slide(s *model.Slide) (slide, error) {
	made := slide{title: line(s.Title), steps: s.Whole()}
	if made.title == "" {
		made.title = fmt.Sprintf("Slide %d", w.number)
	}
	for i := range s.Blocks {
		b := block{Block: s.Blocks[i]}
		if b.Step > 0 {
			b.Step += s.Whole() - s.Steps // the axes come before
		}
		for _, span := range b.Spans {
			r := run{text: clean(span.Text), strong: span.Strong, emphasis: span.Emphasis, code: span.Code}
			if leads(span.Link) {
				r.link = span.Link
			}
			if span.Quote != nil {
				text, err := w.engine.Quoted(*span.Quote, w.options.Figure.Format)
				if err != nil {
					return slide{}, err
				}
				r.text, r.computed = text, true
				w.draws(w.engine.QuoteSources(*span.Quote))
				for _, n := range w.engine.QuoteNotes(*span.Quote) {
					if !slices.Contains(w.known, n.Text) {
						w.known = append(w.known, n.Text)
					}
				}
			}
			b.runs = append(b.runs, r)
		}
		made.blocks = append(made.blocks, b)
	}
	if s.Live != nil {
		var err error
		if made.view, err = w.view(s.Live); err != nil {
			return slide{}, err
		}
	}
	made.known = w.known
	if made.view != nil {
		made.known = slices.DeleteFunc(made.known, func(note string) bool { return slices.Contains(made.view.whole.Notes, note) })
	}
	slices.SortFunc(w.sources, func(a, b report.Source) int { return strings.Compare(a.ID, b.ID) })
	made.cited = figure.Cite(w.sources)
	if w.options.Notes {
		for i := range s.Notes {
			text := ""
			for _, span := range s.Notes[i].Spans {
				if text += clean(span.Text); span.Quote != nil {
					said, err := w.engine.Quoted(*span.Quote, w.options.Figure.Format)
					if err != nil {
						return slide{}, err
					}
					text += said
				}
			}
			made.spoken = append(made.spoken, strings.TrimSpace(text))
		}
	}
	return made, nil
}

// draws takes note of where figures of the slide come from.
func (w *writer) draws(sources []report.Source) {
	for _, s := range sources {
		if !slices.ContainsFunc(w.sources, func(known report.Source) bool { return known.ID == s.ID }) {
			w.sources = append(w.sources, s)
		}
	}
}

// widths are those in which the figures of a page are tried. All are shown in one width, so the
// first in which a figure is no higher than wide has the largest text.
var widths = [...]int{560, 660, 760}

// view draws the view of a slide. Where periods run by on stage, it is the question about all
// of them.
func (w *writer) view(l *model.Live) (*view, error) {
	q := l.Query
	if l.Play != nil {
		q.Period = l.Play.Periods
	}
	o := w.options.Figure
	o.Highlight = l.Highlight
	o.ID = fmt.Sprintf("slide-%02d", w.number)
	v := &view{name: o.ID + ".svg", plays: l.Play != nil}
	var err error
	if v.whole, err = figure.Draw(w.engine, q, o); err != nil {
		return nil, err
	}
	o.Apart = l.Axes
	if v.bare, err = w.bare(q, o); err != nil {
		return nil, err
	}
	v.says = w.says(q)
	w.draws(w.engine.Sources(q))
	return v, nil
}

// bare draws a view for the page: no higher than wide, where it can be.
func (w *writer) bare(q query.Query, o figure.Options) (*figure.Drawn, error) {
	o.Bare = true
	var best *figure.Drawn
	draw := func() error {
		drawn, err := figure.Draw(w.engine, q, o)
		switch size := (*figure.SizeError)(nil); {
		case err == nil:
			best = drawn
		case !errors.As(err, &size) || best == nil && o.Width == widths[len(widths)-1]:
			return err
		}
		return nil
	}
	for _, o.Width = range widths {
		if err := draw(); err != nil {
			return nil, err
		}
		if best != nil && best.Height <= o.Width {
			return best, nil
		}
	}
	o.Height = o.Width // a list can end earlier
	if err := draw(); err != nil {
		return nil, err
	}
	return best, nil
}

// says is what a view shows in words.
func (w *writer) says(q query.Query) string {
	q = q.Canonical(w.engine.Dataset())
	return strings.Join(report.NonEmpty(w.engine.Headline(q).String(), w.engine.Finding(q, w.options.Figure.Format).String()), ": ")
}

// played says what stands for periods that run by on stage.
const played = "On stage the periods run by one after the other; here they stand together."

// clean is a text without what would turn the direction of the text after it, and
// without what no XML may hold. Line breaks stay.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == 0xfffe, r == 0xffff:
			return unicode.ReplacementChar
		case unicode.IsControl(r), r == 0x2028, r == 0x2029:
			return ' '
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, text)
}

// line is a text that stands in one line.
func line(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

// leads says whether an address is one of the web or of mail: no other is made a link.
func leads(address string) bool {
	for _, scheme := range [...]string{"https://", "http://", "mailto:"} {
		if rest, ok := strings.CutPrefix(address, scheme); ok && rest != "" && line(rest) == rest && !strings.ContainsRune(rest, ' ') {
			return true
		}
	}
	return false
}
