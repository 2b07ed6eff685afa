// Package country is the view of one country: its profile as one page that scrolls under its
// name. The page is laid out once for a width, whether or not a line of it is on the screen, and
// is kept; a frame and a click look up what stands where.
package country

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// Screen is the profile of one country. Its name stays where it is, and
// all that is told about it scrolls below as one page:
//
//	United Kingdom   Northern Europe, Europe   69.1 million people (2024)
//	26 reports, 2012 to 2025-H1; rank and share among 128 countries
//	──────────────────────────────────────────────────────────── 2 lines above ─
//	▎Requests      ▎Rank          ▎Share of all  ▎Disclosed     …
//	What came of them     Requests over time     In Northern Europe
//	█████████▒▒▒▒░░░      ▂▃▅▇▆▅▄▅▆▃▂▁           1 Ireland       …
//	…                     …                      …
//	Latest records                                             all 96 records: 7
//	──────────────────────────────────────────────────────────── 9 lines below ─
type Screen struct {
	*scene.Scene
	Page *page
	name grid.Rect // the lines about the country itself
	body grid.Rect // the part of the page on screen
	top  int       // the first line of it
	// above and below are the rules between which the page scrolls; empty where
	// there is no room for them, or nothing to say.
	above, below grid.Rect
}

// View keeps the latest profile of a country, laid out.
type View struct{ page *page }

// Layout leaves a screen of list size to the rows.
func (k *View) Layout(s *scene.Scene) scene.Screen {
	if s.Step <= scene.List {
		return nil
	}
	profile := s.Engine.Profile(s.Query)
	s.PointAmong([]answer.Row{{ID: profile.Subject.Code}})
	s.Result = s.Engine.Result(profile.Own)
	s.Cursor = min(0, len(s.Result.Rows)-1)
	s.Sheet = k.sheetOf(s, profile)
	v := s.PlaceView(func(s *scene.Scene) scene.Screen { return k.place(s, profile) })
	perMillionFirst(s)
	s.UnlikeFirst()
	return v
}

// place divides the body between the name and the page.
func (k *View) place(s *scene.Scene, profile *answer.Profile) *Screen {
	v := &Screen{Scene: s, body: s.Body}
	const roomy = 14 // rows from which on the rules and a second line have room
	lines := 1
	if s.Body.H >= roomy {
		lines = 2
	}
	v.name, v.body = v.body.TakeTop(v.ReadingLines(lines))
	if s.Body.H >= roomy && !s.Plain {
		v.above, v.body = v.body.TakeTop(1)
	}
	v.Page = k.pageOf(s, profile, v.body.W)
	if s.Body.H >= roomy && !s.Plain && v.Page.Lines > v.body.H {
		v.below, v.body = v.body.TakeBottom(1)
	}
	v.top = s.Session.Line
	if s.Plain {
		v.top = min(list.Scrolled(s.Session.Top, s.Session.Line, v.body.H, v.Page.Lines), v.Page.Lines-v.body.H)
	}
	if !s.Plain {
		v.top = min(v.Page.whole(v.top, v.top), v.last())
	}
	v.top = max(0, min(v.top, v.Page.Lines-1))
	return v
}

// last is how far the lines can be scrolled. Heard, they are read one by one; seen,
// the last of them need not go up to the top.
func (v *Screen) last() int {
	if v.Plain {
		return max(0, v.Page.Lines-1)
	}
	last := max(0, v.Page.Lines-v.body.H)
	if whole := v.Page.whole(last, last); whole < last { // lines below the end are empty
		return v.Page.whole(last, whole)
	}
	return last
}

func (v *Screen) Draw(f *grid.Frame) {
	if v.Page.Profile.Subject.Code == "" {
		v.DrawEmpty(f)
		return
	}
	v.drawName(f)
	v.drawRule(f, v.above, v.top, v.Glyphs.Up, "above")
	v.drawRule(f, v.below, v.Page.Lines-v.top-v.body.H, v.Glyphs.Down, "below")
	for i := range v.Page.Marks {
		k := &v.Page.Marks[i]
		y := k.At.Y - v.top
		if y < 0 || y >= v.body.H || k.part.to > 0 && (k.part.from < v.top || k.part.to > v.top+v.body.H) {
			continue
		}
		r := grid.Rect{X: v.body.X + k.At.X, Y: v.body.Y + y, W: k.At.W, H: 1}
		switch {
		case k.Bar != nil:
			v.Pen().DrawBar(f, r, k.Bar, k.scale, 0)
		case k.picture != nil:
			f.CopyRow(r, k.picture, k.row)
		case k.Fill:
			f.Fill(r, k.style)
		case k.Right:
			f.TextRight(r, k.Text, k.style)
		default:
			f.Text(r, k.Text, k.style)
		}
	}
}

// drawRule draws a rule, and on it how many lines lie beyond.
func (v *Screen) drawRule(f *grid.Frame, r grid.Rect, n int, arrow rune, where string) {
	if v.DrawRule(f, r); n <= 0 || r.Empty() {
		return
	}
	text := fmt.Sprintf(" %c %d %s %s ", arrow, n, scene.Plural("line", n), where)
	_, r = r.TakeLeft(max(0, r.W-grid.Width(text)-2))
	f.Text(r, text, v.Theme.Dim)
}

// drawName draws who the profile is about, and what its figures rest on.
func (v *Screen) drawName(f *grid.Frame) {
	p := v.Page.Profile
	name := v.DrawReading(f, v.name)
	v.TakeOff(f, grid.Rect{X: v.name.X, Y: v.name.Y, W: name.X - v.name.X, H: v.name.H})
	first := name.Row(0)
	var pinned []grid.Span
	if by := query.ByCountry; v.Query.By == by && (v.Lit(p.Subject.Code) || scene.IsPinned(&v.Query, p.Subject.Code)) {
		st, sign := v.EntityStyle(by, p.Subject.Code)
		if v.Lit(p.Subject.Code) {
			sign = v.Glyphs.Lit
		}
		pinned = append(pinned, grid.Span{Text: string(sign) + " ", Style: st})
	}
	spans := append(pinned, grid.Span{Text: p.Subject.Name, Style: v.Theme.Strong})
	for _, words := range []string{placeWords(p), peopleWords(v.Kit, p)} {
		if words == "" {
			continue
		}
		next := grid.Span{Text: "   " + words, Style: v.Theme.Dim}
		if grid.SpansWidth(append(spans, next)...) > first.W {
			break
		}
		spans = append(spans, next)
	}
	_, rest := first.TakeLeft(f.Spans(first, spans...) + 3)
	v.drawNeighbours(f, rest)
	if name.H > 1 {
		f.Text(name.Row(1), scene.FirstFitting(name.W, basisWords(v.Kit, p, v.Query)...), v.Theme.Dim)
	}
}

// drawNeighbours names the countries that left and right turn to.
func (v *Screen) drawNeighbours(f *grid.Frame, r grid.Rect) {
	before, after := v.Engine.Neighbours(v.Query)
	var spans []grid.Span
	if before != "" {
		spans = append(spans, grid.Span{Text: string(v.Glyphs.Left) + " ", Style: v.Theme.Key}, grid.Span{Text: before, Style: v.Theme.Dim})
	}
	if before != "" && after != "" {
		after = "   " + after
	}
	if after != "" {
		spans = append(spans, grid.Span{Text: after, Style: v.Theme.Dim}, grid.Span{Text: " " + string(v.Glyphs.Right), Style: v.Theme.Key})
	}
	if grid.SpansWidth(spans...) <= r.W && !v.Plain {
		f.SpansRight(r, spans...)
	}
}

func (v *Screen) Click(x, y int) []model.Action {
	if !v.body.Contains(x, y) {
		return nil
	}
	x, y = x-v.body.X, y-v.body.Y+v.top
	for i := range v.Page.Marks {
		if k := &v.Page.Marks[i]; k.does != nil && k.At.Contains(x, y) {
			return scene.Actions(k.does)
		}
	}
	return nil
}

func (v *Screen) Wheel(by int) []model.Action {
	return scene.Actions(model.Move{By: by})
}

func (v *Screen) Shows(c report.Column) bool {
	return v.Page.Profile.Row != nil && v.Page.shown[c]
}

func (v *Screen) Figures() scene.Figures {
	if row := v.Page.Profile.Row; row != nil {
		return scene.Figures{Rows: []answer.Row{*row}}
	}
	return scene.Figures{}
}

// Rest leaves no line that the next key would have to scroll back.
func (v *Screen) Rest(line, from int) int {
	return min(v.Page.whole(line, from), v.last())
}

func (v *Screen) Window() (cursor, height, lines int) {
	return min(v.Session.Line, v.last()), v.body.H, v.Page.Lines
}

func (v *Screen) Announce() string {
	if v.Page.Profile.Subject.Code == "" {
		return "no country has a record under these filters; 0 removes them all"
	}
	line := min(v.Session.Line, v.last())
	text := fmt.Sprintf("%s, line %d of %d", v.Page.Profile.Subject.Name, line+1, v.Page.Lines)
	if at := slices.IndexFunc(v.Page.Marks, func(k Mark) bool { return k.At.Y == line }); at >= 0 {
		text += ": " + strings.TrimSpace(v.Page.Marks[at].Text)
	}
	return text
}

func (v *Screen) ReadAt() (x, y int) {
	return v.body.X, v.body.Y + min(v.Session.Line, v.last()) - v.top
}

func (v *Screen) Figure() (query.Query, *answer.Row, report.Column) {
	p := v.Page.Profile
	return p.Among.Query, p.Row, p.Among.Query.Measure
}

func (v *Screen) Help() []scene.HelpKey {
	return scene.Keys("right country", "down scroll", "enter over time", "] period", query.RecordsView.Key()+" records", query.SourcesView.Key()+" sources", "m", "i", ":", "?")
}

// perMillionFirst puts the caveat of rates per million first among the notes, as
// its figure is on screen whatever is measured.
func perMillionFirst(s *scene.Scene) {
	first := 0
	for i, n := range s.Result.Notes {
		if about := s.Sheet.About[i]; !about.Measured || !about.Column.IsPerPeople() {
			continue
		}
		if at := slices.IndexFunc(s.Notes, func(f scene.Footnote) bool { return f.ID == n.ID }); at >= first {
			s.Notes = scene.Moved(s.Notes, at, first)
			first++
		}
	}
}

// sheetOf is what the screen must know of the notes about a profile, and
// the columns that its inspector lists.
func (k *View) sheetOf(s *scene.Scene, p *answer.Profile) *scene.Sheet {
	if page := k.page; page != nil && page.Profile == p && page.sheet.Limit == s.FigureLimit() {
		return page.sheet
	}
	return s.NewSheet(s.Result)
}

// placeWords says where in the world the subject lies.
func placeWords(p *answer.Profile) string {
	switch c := p.Subject; {
	case c.Code == report.NotItemised:
		return "requests that no report gives to a country"
	case c.Subregion == "" || c.Subregion == c.Region:
		return c.Region
	default:
		return c.Subregion + ", " + c.Region
	}
}

// peopleWords says how many people live there, and since when that is known.
func peopleWords(k *scene.Kit, p *answer.Profile) string {
	n := p.People
	switch {
	case p.Subject.Code == report.NotItemised:
		return ""
	case n.People == 0:
		return "population not known"
	case n.Year == 0:
		return k.Format.Count(int64(n.People)) + " people"
	}
	return fmt.Sprintf("%s people (%d)", k.Format.Count(int64(n.People)), n.Year)
}

// basisWords say what the figures rest on, and what place and share are among, in
// more words and in fewer.
func basisWords(k *scene.Kit, p *answer.Profile, q query.Query) []string {
	named := p.Among.Query
	if p.Row == nil {
		if filters := k.InForce(named); len(filters) > 0 {
			return []string{"no record with " + strings.Join(filters, ", "), "no record"}
		}
		return []string{"no record"}
	}
	named.Period = query.PeriodFilter{} // the reports say it
	reports, n := reportsIn(k, p), p.Among.Itemised
	all, aside := "", ""
	if q.Country.Mode == query.Only || q.Country.Mode == query.Except {
		all, aside = "all ", ", beyond the filter"
	}
	among := fmt.Sprintf("rank and share among %s%s %s", all, k.Format.Count(int64(n)), query.ByCountry.Plural(n))
	under := ""
	if filters := k.InForce(named); len(filters) > 0 {
		under = " (" + strings.Join(filters, ", ") + ")"
	}
	return []string{k.Dotted(reports, among+under+aside), k.Dotted(reports, among+aside), among + aside, reports}
}

// reportsIn names the reports that have a record of the subject under the filter;
// of several publishers, who each report for themselves, the periods.
func reportsIn(k *scene.Kit, p *answer.Profile) string {
	periods := p.Periods()
	switch n := len(periods); n {
	case 0:
		return "no report"
	case 1:
		return periods[0].String()
	default:
		return fmt.Sprintf("%d %s, %s to %s", n, k.ReportsWord(p.Own), periods[0], periods[n-1])
	}
}

// missingWords say that a country has no record, and what would show one.
func missingWords(k *scene.Kit, p *answer.Profile) []string {
	lines := []string{fmt.Sprintf("No record of %s lies under these filters.", p.Subject.Name)}
	key := map[query.Dimension]string{
		query.ByPeriod: "p chooses others, [ and ] step", query.ByService: "s chooses", query.ByType: "t chooses",
		query.ByPublisher: "d chooses", query.ByRegion: "0 takes it off", query.ByGroup: "f chooses",
	}
	for _, w := range p.Ways {
		what := fmt.Sprintf("Without the filter of %s", w.By.Plural(2))
		switch {
		case w.By == query.ByPublisher && p.Among.Query.Publisher.Mode == query.Default:
			what = "From other publishers"
		case w.By == query.ByType && p.Among.Query.Type.Mode == query.Default:
			what = "Of types that are not counted in totals"
		}
		verb := "there are"
		if w.Records == 1 {
			verb = "there is"
		}
		lines = append(lines, fmt.Sprintf("%s %s %s: %s.", what, verb, k.Records(w.Records), key[w.By]))
	}
	if len(p.Ways) == 0 && len(p.Companies) == 0 {
		return append(lines, "0 removes all filters, u takes back the last one.")
	}
	return append(lines, "0 removes all filters.")
}

// peerWords say where the subject stands among its peers.
func peerWords(k *scene.Kit, p *answer.Profile) string {
	at := slices.IndexFunc(p.Peers, func(peer answer.Peer) bool { return peer.ID == p.Subject.Code })
	if at < 0 {
		return ""
	}
	peer, n := p.Peers[at], len(p.Peers)
	switch {
	case peer.ByPopulation > 0 && peer.ByRequests > 0:
		return fmt.Sprintf("Of %d countries, %s is %s by requests per million people a year and %s by requests.", n, report.The(peer.Name), scene.Ordinal(peer.ByPopulation), scene.Ordinal(peer.ByRequests))
	case peer.ByRequests > 0:
		return fmt.Sprintf("Of %d countries, %s is %s by requests.", n, report.The(peer.Name), scene.Ordinal(peer.ByRequests))
	}
	return fmt.Sprintf("%d countries; no requests of %s are reported.", n, peer.Name)
}

// told says where a country stands, and what came of its requests most often.
func told(k *scene.Kit, p *answer.Profile, q query.Query) string {
	c := q.Measure
	if p.Row == nil {
		return missingWords(k, p)[0]
	}
	text := fmt.Sprintf("%s: %s %s", p.Subject.Name, report.LowerFirst(c.Title(q.Against)), k.FigureTold(p.Row.Figures[c], c))
	if place, of, _ := p.Place(c); place > 0 {
		text += fmt.Sprintf(", rank %d of %d", place, of)
	}
	if share := p.Row.Figures[report.Share]; share.Reported && c != report.Share {
		text += ", " + k.FigureTold(share, report.Share) + " of all requests"
	}
	text += "."
	var most *answer.Outcome
	for i := range p.Outcomes {
		if o := &p.Outcomes[i]; o.Fraction.Reported && (most == nil || o.Fraction.Rate > most.Fraction.Rate) {
			most = o
		}
	}
	if most != nil {
		text += fmt.Sprintf(" Most often: %s, %s.", strings.ToLower(most.Column.Label()), k.FigureTold(most.Fraction, report.Share))
	}
	return text
}

func (*View) Describe(k *scene.Kit, q query.Query) string {
	p := k.Engine.Profile(q)
	if p.Subject.Code == "" {
		return scene.NoRecords
	}
	return told(k, p, q)
}
