package matrix

import (
	"daylight/model/answer"
	"daylight/tui/kit/grid"
)

// drawLegend explains the colours, and what is none.
func (v *Screen) drawLegend(f *grid.Frame) {
	if v.Legend.Empty() {
		return
	}
	_, at := v.Legend.TakeLeft(v.Name.X - v.Legend.X)
	var marks [][]grid.Span
	// In ASCII without colours, figures stand for themselves.
	classed := v.Solid || !v.Theme.NoColor || !v.Glyphs.ASCII
	if classed && v.Sheet.uneven && v.Sheet.Column.IsCount() && (len(v.Sheet.limits) > 0 || v.Sheet.Own != nil) {
		marks = append(marks, []grid.Span{{Text: "per half-year", Style: v.Theme.Dim}})
	}
	for _, k := range []struct {
		kind cellKind
		mark rune
		st   grid.Style
		word string
	}{
		{Zero, '0', v.Theme.Dim, " zero"},
		{notReported, v.Glyphs.Missing, v.Theme.Faint, " not reported"},
		{noRecord, v.Glyphs.NoRecord, v.noRecordStyle(), " no record"},
	} {
		if v.Sheet.kinds[k.kind] {
			marks = append(marks, []grid.Span{{Text: string(k.mark), Style: k.st}, {Text: k.word, Style: v.Theme.Dim}})
		}
	}
	// All comes closer together before a part is left out, whole; and of the classes
	// the numbers of those between the ends before one is cut.
	atMost := "≤"
	if v.Glyphs.ASCII {
		atMost = "<="
	}
	var spans []grid.Span
	gap := ""
	for _, form := range []legendForm{
		{"  ", " " + atMost + " ", "   ", 5, false}, {" ", " " + atMost + " ", "  ", 5, false}, {" ", " " + atMost, "  ", 4, false},
		{" ", " " + atMost, " ", 4, false}, {" ", atMost, " ", 4, true},
	} {
		var classes []grid.Span
		if classed {
			classes = v.classSpans(form)
		}
		width := grid.SpansWidth(classes...)
		if width > at.W || form.ends && spans != nil {
			continue
		}
		spans, gap = classes, form.gap+" "
		for _, mark := range marks {
			width += grid.Width(gap) + grid.SpansWidth(mark...)
		}
		if width <= at.W {
			break
		}
	}
	for _, mark := range marks {
		if len(spans) > 0 {
			mark = append([]grid.Span{{Text: gap}}, mark...)
		}
		if grid.SpansWidth(spans...)+grid.SpansWidth(mark...) > at.W {
			break
		}
		spans = append(spans, mark...)
	}
	f.Spans(at, spans...)
}

// legendForm is how much room the classes take in the legend: the patch of
// colour, the sign before a limit, what is between classes, and the cells of a
// limit. Ends says that only those of the least and of the greatest stand there as
// numbers.
type legendForm struct {
	swatch, atMost, gap string
	digits              int
	ends                bool
}

// classSpans name the limits of the classes.
func (v *Screen) classSpans(form legendForm) []grid.Span {
	h := heatOf(v.Kit)
	swatch := func(tone int) grid.Span {
		if h.flat {
			return grid.Span{Text: string(h.marks[tone]), Style: h.styles[tone]}
		}
		return grid.Span{Text: form.swatch, Style: h.styles[tone]}
	}
	var spans []grid.Span
	if v.Sheet.Own != nil {
		if !form.ends {
			spans = append(spans, grid.Span{Text: "each row by itself: ", Style: v.Theme.Dim})
		}
		spans = append(spans, grid.Span{Text: "least ", Style: v.Theme.Dim})
		for tone := range h.styles {
			spans = append(spans, swatch(tone))
		}
		return append(spans, grid.Span{Text: " most", Style: v.Theme.Dim})
	}
	limits := v.Sheet.limitTexts(form.digits)
	for i, text := range limits {
		if i > 0 {
			spans = append(spans, grid.Span{Text: form.gap})
		}
		spans = append(spans, swatch(answer.ToneOf(i, len(limits))))
		if !form.ends || i == 0 || i == len(limits)-1 {
			spans = append(spans, grid.Span{Text: form.atMost + text, Style: v.Theme.Dim})
		}
	}
	return spans
}
