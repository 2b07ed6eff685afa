// Package figure draws what a view shows as a figure that is fit to print: an SVG
// picture with a headline, a chart or a table, what its marks mean, every note and
// every source.
//
//	Requests to Microsoft by country, 2012          headline
//	The United States asked most: …                 finding
//
//	United States   ▬▬▬▬▬▬▬▬▬▬▬▬▬ 12,227            body: one of the drawings below
//	Türkiye         ▬▬▬▬▬▬▬▬▬▬▬▬  11,434
//	──────────────────────────────────────
//	≥ at least …                                    what marks mean
//	[1] Skype's figures of 2012 count only …        notes, whole
//	Source: …                                       where the figures come from
//	daylight show period=2012                       how to ask for them again
//
// The figures are those of package print, mark by mark; here they only get places.
// The height grows with what must be said, and nothing is left out in silence.
package figure

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// The sizes that a figure can have, in pixels. Below the least width texts would have
// to overlap; above the greatest height programs that convert pictures give up.
const (
	DefaultWidth  = 1200
	LeastWidth    = 480
	GreatestWidth = 8000
	GreatestSize  = 30000
)

// Options say how a figure is drawn.
type Options struct {
	Width  int // DefaultWidth where it is 0
	Height int // what it needs where it is 0
	Palette
	Format    answer.Format
	World     func() ([]report.Shape, error) // the outlines of countries; nil for none
	Highlight []string                       // ids of the rows that stand out while the others stand back; nil where all are alike
	ID        string                         // begins the ids in the picture, which are one's own in a page of many; "" for one made from the question
	Apart     bool                           // what shows figures stands in groups of the class "marks", so that a page can show axes, scale and legend first
	Bare      bool                           // nothing stands below the body: its caption is written elsewhere
}

// Palette are the colours of a figure, each as #rrggbb.
type Palette struct {
	Page, Text, Dim, Rule string
	Outcomes              [report.NumCounts]string // by column
	Amount, Fewer         string                   // of what is not split, and of what is fewer than before
	Series, SeriesText    []string                 // of lines and rows compared, and of text that names them
	Classes               [5]string                // of maps and matrices, the lowest first
	NoRecord              string                   // of places without a record
}

// SizeError says that a figure has no room in the size that was asked for.
type SizeError struct{ Says string }

func (e *SizeError) Error() string { return e.Says }

// drawing is how a view is drawn.
type drawing struct {
	draw    func(*figure) error
	columns func(*answer.Result) []report.Column // of its table, where that asks for some
	ends    bool                                 // it is a list of rows that can end after any of them
	gaps    bool                                 // what a table leaves blank is a gap in a line
	words   bool                                 // its lines are no figures by name
}

// drawings has a row for each view.
var drawings = [...]drawing{
	query.ExploreView:  {draw: (*figure).bars, columns: measured, ends: true},
	query.TrendView:    {draw: (*figure).trend, columns: measured, gaps: true},
	query.MapView:      {draw: (*figure).places, columns: measured},
	query.MatrixView:   {draw: (*figure).matrix, columns: measured},
	query.CompareView:  {draw: (*figure).compare, columns: measured},
	query.CountryView:  {draw: (*figure).country, columns: profileColumns},
	query.RecordsView:  {draw: (*figure).records, columns: measured, words: true},
	query.SourcesView:  {draw: (*figure).sources, columns: measured},
	query.CoverageView: {draw: (*figure).coverage, columns: measured, words: true},
}

// The compiler says here that the last row is missing, a test which other one.
var _ [query.NumViews]drawing = drawings

// measured is the measure alone.
func measured(r *answer.Result) []report.Column { return []report.Column{r.Query.Measure} }

// figure is a picture that is being drawn.
type figure struct {
	canvas
	o       Options
	drawing *drawing
	engine  *answer.Engine
	doc     *print.Document
	q       query.Query
	table   *print.Table // what is printed of it; nil for sources
	notes   []report.Note
	x, w    float64 // what stands between the margins
	y       float64 // where the next thing stands
	u       float64 // the size of the text of the body, by which all else is measured
	room    float64 // the height that the body may have; 0 for what it needs …
	body    float64 // … and the one that it has
	explain []string
	pointed []string // the rows of the figure that stand out
	caption Caption
	head    []string // the headline and the finding, for who cannot see the picture …
	tells   []string // … and what else a drawing says to them
}

// Drawn is a figure, and what it says below its body.
type Drawn struct {
	SVG           string
	Width, Height int // in pixels
	Caption
}

// Caption is what must be read with the body of a figure.
type Caption struct {
	Signs   string // what its marks mean, as a sentence; "" where they need no words
	Notes   []string
	Sources []Cited
	Command string // that asks for its figures again
}

// Write writes the view of a question as a figure. The error is a *SizeError where
// another size would do.
func Write(w io.Writer, e *answer.Engine, q query.Query, o Options) error {
	drawn, err := Draw(e, q, o)
	if err == nil {
		_, err = io.WriteString(w, drawn.SVG)
	}
	return err
}

// Draw is the view of a question as a figure. The error is a *SizeError where another
// size would do.
func Draw(e *answer.Engine, q query.Query, o Options) (*Drawn, error) {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	switch {
	case o.Width < LeastWidth || o.Width > GreatestWidth:
		return nil, &SizeError{fmt.Sprintf("a figure is %d to %d pixels wide, not %d", LeastWidth, GreatestWidth, o.Width)}
	case o.Height < 0 || o.Height > GreatestSize:
		return nil, &SizeError{fmt.Sprintf("a figure is at most %d pixels high, not %d", GreatestSize, o.Height)}
	}
	f, err := draw(e, q, o)
	if err != nil {
		return nil, err
	}
	if f.high() > o.Height && o.Height > 0 {
		if f, err = shortened(e, q, o, f); err != nil {
			return nil, err
		}
	}
	if f.high() > GreatestSize {
		return nil, &SizeError{fmt.Sprintf("this figure would be %d pixels high and may be %d: top=200 or a filter makes it shorter", f.high(), GreatestSize)}
	}
	high := max(f.high(), o.Height)
	return &Drawn{f.svg(high), o.Width, high, f.caption}, nil
}

// high is how many pixels high the figure is; what arithmetic adds is none.
func (f *figure) high() int { return int(math.Ceil(f.y - 0.01)) }

// shortened is the figure with as many rows as have room in its height, where it is a
// list of rows that can end anywhere; it then says how many it shows.
func shortened(e *answer.Engine, q query.Query, o Options, whole *figure) (*figure, error) {
	needs := &SizeError{fmt.Sprintf("this figure needs a height of %d pixels, not %d", whole.high(), o.Height)}
	if !whole.drawing.ends || q.By == query.ByPeriod || q.By == query.ByOutcome {
		return nil, needs
	}
	least, most := 0, len(whole.doc.Rows) // so many have room, and so many not
	var best *figure
	for most-least > 1 {
		q.Top = (least + most) / 2
		f, err := draw(e, q, o)
		if err != nil {
			return nil, err
		}
		if f.high() <= o.Height {
			least, best = q.Top, f
		} else {
			most = q.Top
		}
	}
	if best == nil || len(best.pointed) < len(whole.pointed) { // what is pointed out must be there
		return nil, needs
	}
	return best, nil
}

// draw draws a figure of the width that was asked for.
func draw(e *answer.Engine, q query.Query, o Options) (*figure, error) {
	f, err := drawIn(e, q, o, 0)
	if err == nil && o.Height > 0 { // what a body needs besides is known when it is drawn
		f, err = drawIn(e, q, o, max(float64(o.Height)-(f.y-f.body), 1))
	}
	return f, err
}

// drawIn draws a figure with so much room for its body; 0 for what that needs.
func drawIn(e *answer.Engine, q query.Query, o Options, room float64) (*figure, error) {
	f := newFigure(e, q, o)
	f.top()
	begin := f.y
	f.room = room
	if f.table != nil && f.doc.Answer.Total.Records == 0 {
		f.nothing()
	} else if err := f.drawing.draw(f); err != nil {
		return nil, err
	}
	f.body = f.y - begin
	f.y = max(f.y, begin+room) // the foot stands at the foot
	f.caption = f.captioned()
	if f.y += 0.5 * f.u; !f.o.Bare {
		f.foot()
	}
	return f, nil
}

func newFigure(e *answer.Engine, q query.Query, o Options) *figure {
	f := &figure{o: o, engine: e, doc: print.View(e, q)}
	f.page, f.apart, f.q = o.Page, o.Apart, f.doc.Query
	sum := fnv.New32a()
	_, _ = fmt.Fprint(sum, f.q.String(), o.Width, o.Height, o.Page)
	f.name = cmp.Or(o.ID, fmt.Sprintf("%08x", sum.Sum32()))
	f.u = min(max(float64(o.Width)/80, 12), 15) // what is wider has room for more
	f.x = min(max(float64(o.Width)/32, 18), 40)
	f.w = float64(o.Width) - 2*f.x
	f.drawing = &drawings[f.q.View]
	f.table = f.doc.Table(o.Format, f.drawing.columns(f.doc.Answer))
	f.notes = f.doc.Notes(f.table)
	return f
}

// The fonts of a figure.
func (f *figure) plain() font { return font{size: f.u, fill: f.o.Text} }
func (f *figure) small() font { return font{size: 0.82 * f.u, fill: f.o.Dim} }

// paragraph writes text over the whole width.
func (f *figure) paragraph(text string, t font) { f.y = f.lines(f.x, f.y, t.wrap(text, f.w), t) }

// top writes the headline, the finding, and what else must be known first.
func (f *figure) top() {
	f.y = f.x * 0.9
	f.head = report.NonEmpty(f.doc.Headline(), f.doc.Finding(f.o.Format))
	f.paragraph(f.head[0], font{size: 1.75 * f.u, fill: f.o.Text, bold: true})
	for _, finding := range f.head[1:] {
		f.y += 0.25 * f.u
		f.reveal(func() { f.paragraph(finding, font{size: 1.15 * f.u, fill: f.o.Text}) })
	}
	under := report.NonEmpty(f.doc.Standing(f.o.Format), f.doc.Hidden())
	if missing := f.doc.Missing(); len(missing) > 0 && f.doc.Answer.Groups > 0 {
		under = append(under, "no record under these filters: "+report.JoinWords(missing))
	}
	if len(under) > 0 {
		f.y += 0.25 * f.u
		f.reveal(func() { f.paragraph(report.Capital(strings.Join(under, "; ")), f.plain().in(f.o.Dim)) })
	}
	f.y += 1.1 * f.u
}

// nothing says that there is nothing to draw.
func (f *figure) nothing() {
	text := "No record matches this question."
	if f.q.Search != "" {
		text = report.Capital(f.doc.NotFound()) + "."
	}
	f.paragraph(text, f.plain())
	f.y += f.u
}

// number is how the figure calls a note where it applies; "" for one that it does not
// have.
func (f *figure) number(note string) string {
	for i := range f.notes {
		if f.notes[i].ID == note && note != "" {
			return fmt.Sprintf("[%d]", i+1)
		}
	}
	return ""
}

// foot writes the caption below the body.
func (f *figure) foot() {
	t := f.small()
	f.line(f.x, f.y, f.x+f.w, f.y, 1, f.o.Rule)
	f.y += 0.7 * f.u
	part := func(text string) {
		if text != "" {
			f.paragraph(text, t)
			f.y += 0.35 * f.u
		}
	}
	part(f.caption.Signs)
	for i, note := range f.caption.Notes {
		part(fmt.Sprintf("[%d] %s", i+1, note))
	}
	for _, s := range f.caption.Sources {
		part("Source: " + strings.Join(report.NonEmpty(s.Text, s.URL), ", "))
	}
	ask := f.small()
	ask.mono, ask.size = true, 0.75*f.u
	f.paragraph(f.caption.Command, ask)
	f.y += 0.7 * f.x
}

// captioned is the caption of a figure whose body is drawn: signs are explained where
// the body has them.
func (f *figure) captioned() Caption {
	c := Caption{Command: Command(f.q.String())}
	var said []string
	if f.table != nil {
		for _, s := range f.table.Signs(f.o.Format) {
			if f.stands(s.Mark) {
				said = append(said, s.Mark+" "+s.Means)
			}
		}
		c.Sources = Cite(f.doc.Sources)
	}
	said = append(said, f.explain...)
	if f.table != nil && f.doc.Answer.Total.Records > 0 {
		for _, text := range f.table.Says {
			if !f.drawing.gaps || text != print.Blank { // lines have gaps instead
				said = append(said, text)
			}
		}
	}
	c.Signs = sentence(strings.Join(said, "; "))
	for _, n := range f.notes {
		c.Notes = append(c.Notes, n.Text)
	}
	return c
}

// Command is what is typed to see the figures of a question again.
func Command(question string) string {
	words := []string{"daylight", "show"}
	for word := range strings.FieldsSeq(question) {
		if strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf || !strings.ContainsRune(plainLetters, r) }) {
			word = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// plainLetters mean nothing but themselves to a shell.
const plainLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=,.:_%+/@-"

// stands says whether a mark stands in a text of the body.
func (f *figure) stands(mark string) bool {
	mark, _, _ = strings.Cut(mark, " ") // of parentheses, the first
	return slices.ContainsFunc(f.said, func(text string) bool { return strings.Contains(text, mark) })
}

// sentence is a text with a full stop.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return report.Capital(text) + "."
}

// Cited is a source as it is named below a figure, or some that are at one address.
type Cited struct{ Text, URL string }

// Cite names every source with title, publisher, date and address. Where they are many,
// those of one publisher at one address stand together, and what their titles begin with
// alike is said once.
func Cite(sources []report.Source) (cited []Cited) {
	const few = 3
	if len(sources) <= few {
		for _, s := range sources {
			cited = append(cited, Cited{strings.Join(report.NonEmpty(s.Title, s.Publisher, s.Published), ", "), s.URL})
		}
		return cited
	}
	type place struct{ publisher, url string }
	var places []place
	at := map[place][]report.Source{}
	for _, s := range sources {
		p := place{s.Publisher, s.URL}
		if at[p] == nil {
			places = append(places, p)
		}
		at[p] = append(at[p], s)
	}
	for _, p := range places {
		alike := alikeIn(at[p])
		var titles []string
		for _, s := range at[p] {
			titles = append(titles, strings.Join(report.NonEmpty(strings.TrimPrefix(s.Title, alike), s.Published), ", "))
		}
		text := strings.Join(titles, "; ")
		if alike != "" {
			text = strings.TrimRight(alike, ", ") + ": " + text
		}
		cited = append(cited, Cited{strings.Join(report.NonEmpty(p.publisher, text), ", "), p.url})
	}
	return cited
}

// alikeIn is what the titles of some sources begin with alike, in whole words; "" for
// nothing, and for one source.
func alikeIn(sources []report.Source) string {
	alike := sources[0].Title
	for _, s := range sources[1:] {
		for !strings.HasPrefix(s.Title, alike) || len(s.Title) == len(alike) {
			alike = alike[:max(strings.LastIndex(strings.TrimRight(alike, " "), " ")+1, 0)]
		}
	}
	if len(sources) == 1 || len(strings.Fields(alike)) < 2 {
		return ""
	}
	return alike
}

// svg is the whole picture.
func (f *figure) svg(height int) string {
	title, desc, id := f.head[0], f.described(), f.name
	width, high := strconv.Itoa(f.o.Width), strconv.Itoa(height)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="title-%s desc-%s" font-family="%s">`+"\n",
		width, high, width, high, id, id, escape(sans))
	fmt.Fprintf(&b, "<title id=\"title-%s\">%s</title>\n<desc id=\"desc-%s\">%s</desc>\n", id, escape(clean(title)), id, escape(clean(desc)))
	if len(f.defs) > 0 {
		b.WriteString("<defs>\n" + strings.Join(f.defs, "\n") + "\n</defs>\n")
	}
	// The ground reaches a little beyond: drawn at a size that is no whole number of
	// pixels, the last ones are then covered too.
	fmt.Fprintf(&b, `<rect x="-2" y="-2" width="%d" height="%d" fill="%s"/>`+"\n", f.o.Width+4, height+4, f.page)
	return b.String() + f.b.String() + "</svg>\n"
}

// described says what the figure shows, for who cannot see it: the finding, and the
// first of the figures.
func (f *figure) described() string {
	const few = 5
	said := slices.Concat(f.head[1:], f.tells)
	if f.table != nil && !f.drawing.words {
		for i := range min(len(f.table.Lines), few) {
			line := &f.table.Lines[i]
			for at := range min(len(line.Cells), 1) {
				said = append(said, line.Name+": "+line.Cells[at].Text)
			}
		}
		if more := len(f.table.Lines) - few; more > 0 {
			said = append(said, fmt.Sprintf("and %d more", more))
		}
	}
	if len(said) == 0 {
		return f.head[0]
	}
	return strings.Join(said, "; ")
}
