package answer

import (
	"unicode/utf8"

	"daylight/model/report"
)

// Alike prints figures that are looked at together, each with its end at the right
// edge, as Short does but all in one form, so that digits stand below digits: the
// fullest in which all fit that fit at all. Where some stand in parentheses, the
// others end in a blank, for which width has to have room.
func (f Format) Alike(figures []Figure, c report.Column, width int) []string {
	partly := false
	for i := range figures {
		partly = partly || !c.IsCount() && figures[i].Partly()
	}
	room := func(fig *Figure) int {
		if partly && !fig.Partly() {
			return width - 1
		}
		return width
	}
	form := plain
	for i := range figures {
		if !figures[i].Reported {
			continue
		}
		for s := form; s <= twoDigits; s++ {
			if utf8.RuneCountInString(f.figure(figures[i], c, s)) <= room(&figures[i]) {
				form = s
				break
			}
		}
	}
	texts := make([]string, len(figures))
	for i := range figures {
		text := f.figure(figures[i], c, form)
		if utf8.RuneCountInString(text) > room(&figures[i]) {
			text = f.pick("…", "#")
		}
		if partly && !figures[i].Partly() {
			text += " "
		}
		texts[i] = text
	}
	return texts
}
