package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// footnote is a caveat at the foot of the screen; without an id it is not one of
// the notes of the data.
type footnote struct{ id, text string }

// workedOut are the footnotes of a screen that are no notes of the data, for the
// question under which they are read.
type workedOut struct {
	asked query.Query
	texts []string
}

// placeNotes lists the notes that meet what is shown: that publishers do not measure the
// same, what takes part in a change, how many rows are hidden for their few requests, what
// the rates on screen cover, then the caveats, narrowest scope first. Those of the measure,
// or of the column under the cursor, come before the general ones, those of other columns
// on screen after them, and last those about other countries than the selected row.
func (s *scene) placeNotes() {
	say := func(texts ...string) {
		for _, text := range nonEmpty(texts...) {
			s.notes = append(s.notes, footnote{text: text})
		}
	}
	compares := s.comparing()
	if compares != "" { // before what may be long
		drawn := s.notes // of the screen itself
		s.notes = nil
		say(s.covering(compares)...)
		s.notes = append(s.notes, drawn...)
	}
	if len(s.result.Rows) > 0 { // else it stands in their place
		say(s.hiddenForLittle(s.result))
	}
	s.notes = append(s.notes, s.publishersNotes()...)
	if say(overlapping(s)); compares == "" {
		say(s.covering("")...)
	}
	if c := s.query.Measure; c.IsSigned() && len(s.result.Rows) > 0 && !s.anyFigure(c, s.result.Rows, reported) {
		s.notes = append(s.notes, footnote{text: "Nothing to compare: ] and [ choose a period, a what it is set against."})
	}
	measure := len(s.notes) // the caveats of what was chosen to be measured stand here
	var beside, elsewhere []footnote
	for i, n := range s.result.Notes {
		about := s.sheet.about[i]
		if about.measured && !s.visible(about.column) {
			continue
		}
		note := footnote{n.ID, about.prefix + n.Text}
		byCountry := s.query.By == query.ByCountry && s.result.Groups > 1 && s.cursor >= 0
		if byCountry && about.countries != nil && !slices.Contains(about.countries, s.result.Rows[s.cursor].ID) {
			elsewhere = append(elsewhere, note)
			continue
		}
		switch {
		case about.measured && (about.column == s.query.Measure || s.asRows && about.column == s.session.Column):
			s.notes = slices.Insert(s.notes, measure, note)
			measure++
		case about.measured:
			beside = append(beside, note)
		default:
			s.notes = append(s.notes, note)
		}
	}
	s.notes = append(append(s.notes, beside...), elsewhere...)
	s.unlikeFirst()
}

// hiddenForLittle says how many rows have too few requests to be shown, and what
// would show them; "" where none is hidden for that.
func (k *kit) hiddenForLittle(r *answer.Result) string {
	if r.Small == 0 || r.Query.Minimum() <= 1 {
		return ""
	}
	rows, them := "rows", "them"
	if r.Small == 1 {
		rows, them = "row", "it"
	}
	return fmt.Sprintf("%s %s under %s hidden, N shows %s", k.format.Count(int64(r.Small)), rows, k.requests(r.Query.Minimum()), them)
}

// allHidden says that all rows have too few requests to be shown, and what to press.
func (k *kit) allHidden(r *answer.Result) (text, help string) {
	rows, _, _ := strings.Cut(k.hiddenForLittle(r), ", ")
	return rows + ".", "N chooses another minimum."
}

// unlikeFirst puts what must be known of several publishers before all that a
// screen says: whoever reads on has read it.
func (s *scene) unlikeFirst() {
	if at := slices.IndexFunc(s.notes, func(f footnote) bool { return f.id == answer.UnlikeNote }); at > 0 {
		s.notes = moved(s.notes, at, 0)
	}
}

// moved puts one of some footnotes before others.
func moved(notes []footnote, from, to int) []footnote {
	note := notes[from]
	return slices.Insert(slices.Delete(slices.Clone(notes), from, from+1), to, note)
}

// covering says what takes part in the changes on screen, what rates cover and what
// parentheses mean, in one note where they have room in a line.
func (s *scene) covering(compares string) []string {
	texts := []string{compares, s.coverage()}
	if !strings.HasPrefix(texts[1], inParentheses) {
		texts = append(texts, s.parentheses())
	}
	texts = nonEmpty(texts...)
	const sign, more = 3, 14 // what stands before a note, and how many others there are
	if one := strings.Join(texts, ". "); grid.Width(one) <= s.panes.notes.W-sign-more {
		return []string{one}
	}
	return texts
}

// inParentheses is what a footnote begins with that explains them.
const inParentheses = "In parentheses: "

// coverage says which rates on screen rest on less than all requests.
func (s *scene) coverage() string {
	var parts []string
	columns := s.onScreen
	if len(columns) == 0 { // what is drawn is the measure
		columns = []report.Column{s.query.Measure}
	}
	of, whose := &s.result.Total, ""
	if len(s.onScreen) == 0 && s.cursor >= 0 {
		of = &s.result.Rows[s.cursor] // the total is not on screen
		if v, compares := s.screen.(interface {
			reference() (row *answer.Row, alone bool)
		}); compares {
			var alone bool
			if of, alone = v.reference(); !alone {
				whose = " of " + of.Name
			}
		}
	}
	for _, c := range columns {
		f := of.Figures[c]
		if f.Partly() {
			covered := s.format.Covered(f.Covers)
			name := c.Label()
			if len(parts) > 0 || len(s.onScreen) > 0 || whose != "" {
				name = lowerFirst(name)
			}
			parts = append(parts, fmt.Sprintf("%s%s covers %s of requests", name, whose, covered))
		}
	}
	text := strings.Join(parts, ", ")
	if text != "" && (len(s.onScreen) > 0 || whose != "") {
		text = inParentheses + text
	}
	return text
}

// visible says whether the figures of a column are on screen.
func (s *scene) visible(c report.Column) bool {
	return c == s.query.Measure || s.screen != nil && s.screen.shows(c)
}

// partialNote says which periods of a panel are not all there; "" where all are.
func partialNote(p *answer.Panel) string {
	var parts []string
	for t := range p.Totals {
		if text := p.Totals[t].Partial; text != "" {
			parts = append(parts, p.Periods[t].String()+": "+text)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + "."
}
