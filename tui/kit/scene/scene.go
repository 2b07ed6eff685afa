// Package scene is what all views share: the Scene (where everything stands on the screen, worked
// out from the session and the size for one frame or one click), the two interfaces of a view
// (View lays out, Screen draws and answers clicks), the steps of size, and the words, filters and
// notes that stand around every view. It knows no view by name. It answers with actions of the
// model and changes no session.
package scene

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/page"
	"daylight/tui/kit/theme"
)

// Scene is where everything stands on the screen: what View draws and what the
// mouse hits. It is worked out anew from the session and the size, and nothing
// keeps it.
type Scene struct {
	*Kit
	Panes
	Session     model.Session // on the question that is shown
	W, H        int
	Hinting     bool // the keys to begin with have a row
	Foot        int  // rows of the last line where it is heard; 0 where it is seen
	Busy        bool // something lies over the screen: no cursor is drawn
	Bare        bool // it is part of a slide: nothing of the interface is drawn
	Spread      int  // lines that a row takes on a slide where it would take one; 0 for one
	Query       query.Query
	Result      *answer.Result
	Sheet       *Sheet
	Cursor      int             // index of the selected row; -1 for none
	Gone        bool            // the selected row is not among the rows: the cursor is where it was
	AsRows      bool            // the rows of explore stand on the screen
	OnScreen    []report.Column // those whose totals stand on it
	Chips       []chipPlace
	HiddenChips int           // that had no room
	Notes       []Footnote    // those that meet what is shown
	Signs       []answer.Sign // the marks of figures that stand on the screen, with what they mean
	explains    bool          // there is such a figure, on the screen or out of sight
	dated       *date         // the period in block digits, once it has been asked for
	lit         []string      // ids of the rows that are pointed at, once they have been asked for
	Screen      Screen
}

// Zoomed says whether a pane has the screen to itself.
func (s *Scene) Zoomed() bool { return s.Session.Zoom && s.Step > List && !s.Plain }

// PlaceView divides the screen for a view other than explore, with room for its
// notes, and places what stands around it. A screen of list size has no chips.
func (s *Scene) PlaceView(lay func(*Scene) Screen) Screen {
	s.DivideView(s.Most())
	s.Screen = lay(s) // which says what figures there are, and so which notes
	s.PlaceNotes()
	s.DivideView(s.Wanted())
	s.PlaceChips()
	return lay(s)
}

// DivideView divides the screen for a view.
func (s *Scene) DivideView(wants Wants) { s.Panes = ArrangeView(s.W, s.H, wants) }

// Most is what may want a place around the body, before it is known what does.
func (s *Scene) Most() Wants {
	wants := Wants{Notes: mostLines * (len(s.Result.Notes) + 1), Marks: true, Zoomed: s.Zoomed(), Hint: s.Hinting, Large: s.Large(), Foot: s.Foot, Bare: s.Bare}
	return s.Dating(wants)
}

// Dating makes room for the period in block digits, and for what runs by.
func (s *Scene) Dating(wants Wants) Wants {
	p := s.Plays()
	wants.Play = p != nil
	if text, size := s.Dated(); text != "" {
		wants.Period = grid.Rect{W: size.Width(text), H: size.Rows()}
		if p != nil {
			wants.Period.W = s.widestPeriod(p, size)
		}
	}
	return wants
}

// Wanted is what does, once the notes are known.
func (s *Scene) Wanted() Wants {
	wants := s.Most()
	wants.Notes, wants.Marks = s.NoteRows(len(s.Notes)), s.explains
	if wants.Large {
		wants.Notes = s.NoteRows(min(len(s.Notes), 1))
	}
	if wants.Play { // as much room in each period, that nothing else moves
		if wants.Notes, wants.Marks = 1, true; s.H >= marksHeight {
			wants.Notes = mostLines
		}
	}
	return wants
}

// Kit is what every screen is handed: the engine that answers questions, and how
// things look.
type Kit struct {
	Engine   *answer.Engine
	Theme    theme.Theme
	Glyphs   theme.Glyphs
	Format   answer.Format
	Plain    bool            // draw for a screen reader: text alone
	Entities Entities        // the colours of rows that were told apart by one
	segments []chart.Segment // reused from one bar to the next
	Fills    []chart.Fill    // reused from one map to the next
}

// Pen draws charts.
func (k *Kit) Pen() chart.Pen { return chart.Pen{Theme: &k.Theme, Glyphs: &k.Glyphs} }

// Look is what lists are drawn with.
func (k *Kit) Look() list.Look { return list.Look{Theme: &k.Theme, Glyphs: &k.Glyphs} }

// ListNotes lists caveats on a page, whole.
func (k *Kit) ListNotes(p *page.Page, head string, notes []report.Note) {
	if len(notes) == 0 {
		return
	}
	p.Head(head)
	for _, n := range notes {
		p.Note(string(k.Glyphs.Dot), n.Text)
	}
}

// ListSources lists where figures were printed: a few with how each was obtained,
// many in brief, the latest first, and an
// address that several have once.
func (k *Kit) ListSources(p *page.Page, sources []report.Source) {
	const aFew = 3
	if len(sources) <= aFew {
		for _, src := range sources {
			p.Head(src.Title)
			p.Dim(strings.Join(report.NonEmpty(src.Publisher, src.Published), ", "))
			p.Dim(src.URL)
			p.Text(src.Obtained)
		}
		return
	}
	several := slices.ContainsFunc(sources, func(s report.Source) bool { return s.Publisher != sources[0].Publisher })
	p.Head(fmt.Sprintf("%d sources; %s tells how each was obtained", len(sources), query.SourcesView.Key()))
	p.Leads = append(p.Leads, query.SourcesView.Key())
	for i := range sources {
		src := &sources[len(sources)-1-i] // they are in order of their periods
		title := src.Title
		if several && !strings.Contains(title, src.Publisher) {
			title = src.Publisher + ": " + title
		}
		p.Note(string(k.Glyphs.Dot), strings.Join(report.NonEmpty(title, src.Published), ", "))
		if i == len(sources)-1 || sources[len(sources)-2-i].URL != src.URL { // else the next has the same address
			p.Link(src.URL)
		}
	}
}
