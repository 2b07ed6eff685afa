package scene

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// takesPart says what takes part in a change where that is not all: how many of the
// publishers, and what is left out; "" where nothing need be said.
func takesPart(c *answer.Compare) string {
	if c == nil || c.Base || len(c.Publishers) == 0 {
		return ""
	}
	var parts []string
	if text := someOf(c); text != "" {
		parts = append(parts, text)
	}
	if len(c.Without) > 0 {
		parts = append(parts, "without "+strings.Join(c.Without, ", without "))
	}
	return strings.Join(parts, "; ")
}

// someOf says how many publishers take part in a change; "" for all of them.
func someOf(c *answer.Compare) string {
	if c == nil || c.Base || len(c.Publishers) == 0 || len(c.Publishers) >= c.Of {
		return ""
	}
	return fmt.Sprintf("%d of %d publishers", len(c.Publishers), c.Of)
}

// comparing is the footnote that says what takes part in the changes on screen: of the
// total and, where that is otherwise, not compared or not there, of the row or cell under
// the cursor.
func (s *Scene) comparing() string {
	var labels []string
	for _, c := range []report.Column{report.Change, report.Difference} {
		if s.visible(c) {
			labels = append(labels, LowerFirst(c.Label()))
		}
	}
	if len(labels) == 0 || len(s.Result.Rows) == 0 || !s.Query.View.Groups() { // whose tiles say it themselves
		return ""
	}
	total := s.Result.Total.Compare
	q, row, _ := s.Screen.Figure()
	own, all, one := "", takesPart(total), ""
	if row != nil {
		if own = takesPart(row.Compare); own == "" && row.Compare != nil && row.Compare.Of > 1 && len(row.Compare.Publishers) > 0 {
			own = "all publishers"
		}
		one = s.ofWhich(q, row)
	}
	if !s.AsRows || total == nil || total.TooLittle() {
		switch { // the total is not compared, or not there
		case own == "" || own == "all publishers":
			return ""
		case own == all && s.Screen.Figures().Panel == nil:
			one = ""
		}
		all = ""
	} else if own == all || own == "all publishers" && all == "" {
		own = ""
	}
	label := report.Capital(strings.Join(labels, " and "))
	switch {
	case all == "" && own == "":
		return ""
	case own == "":
		return label + ": " + all
	case all == "" && one == "":
		return label + ": " + own
	case all == "":
		return label + " of " + one + ": " + own
	}
	return label + ": " + all + "; of " + one + ": " + own
}

// ofWhich names a row in a sentence, with its period where a screen has several.
func (k *Kit) ofWhich(q query.Query, row *answer.Row) string {
	name := row.Name
	if name == "" {
		name = "all requests"
	}
	if q.View.OverPeriods() && q.By != query.ByPeriod && len(q.Period.Ranges) == 1 {
		name += " in " + q.Period.Ranges[0].String()
	}
	return name
}

// OnWhich adds to the words of a change what it is set against and, where that is not
// all, how many publishers take part.
func OnWhich(text string, row *answer.Row) []string {
	if row == nil || row.Compare == nil {
		return []string{text}
	}
	if against := row.Compare.Against; against != "" {
		text += " on " + against
	}
	return NonEmpty(text, someOf(row.Compare))
}

// Figures are those that stand on a screen, for the notes about them.
type Figures struct {
	Rows   []answer.Row  // of which figures stand on it
	Panel  *answer.Panel // of a screen over time; else nil
	Totals bool          // those of all rows, too
}

// anyFigure says whether a figure of a column is of a kind, of some rows or of what else
// stands on screen with them.
func (s *Scene) anyFigure(c report.Column, rows []answer.Row, is func(answer.Figure) bool) bool {
	in := func(r answer.Row) bool { return is(r.Figures[c]) }
	drawn := s.Screen.Figures()
	if drawn.Panel != nil {
		for _, cells := range drawn.Panel.Cells {
			if slices.ContainsFunc(cells, func(cell *answer.Cell) bool { return cell != nil && is(cell.Figure) }) {
				return true
			}
		}
		if !drawn.Totals {
			return false // lines have no figures but those of their cells
		}
		if slices.ContainsFunc(drawn.Panel.Totals, in) {
			return true
		}
	}
	if drawn.Totals && (in(s.Result.Total) || s.Result.Shown != nil && in(*s.Result.Shown)) {
		return true
	}
	return slices.ContainsFunc(rows, in)
}

// reported says whether a figure is.
func reported(f answer.Figure) bool { return f.Reported }

// parentheses is the footnote that explains them where they stand on a screen, "" where
// none do.
func (s *Scene) parentheses() string {
	partly, rows := false, s.Screen.Figures().Rows
	for c := range report.Column(report.NumColumns) {
		partly = partly || !c.IsCount() && s.visible(c) && s.anyFigure(c, rows, answer.Figure.Partly)
	}
	if !partly {
		return ""
	}
	return "( ) covers less than 95 % of the requests"
}

// overlapping is the footnote that says that rows share what they count.
func overlapping(s *Scene) string {
	if drawn := s.Screen.Figures(); drawn.Panel != nil && !drawn.Totals || s.Query.By != query.ByGroup || len(s.Result.Rows) == 0 || !s.Query.View.Groups() {
		return ""
	}
	return "A country can be a member of several groups: the rows do not add up to the total"
}
