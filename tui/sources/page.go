package sources

import (
	"strings"

	"daylight/model/answer"
	"daylight/tui/kit/page"
)

// Whole is the entry under the cursor as a page that scrolls, at every size; of a
// publisher it tells besides how each of its sources was obtained.
func (v *Screen) Whole() (p *page.Page, why string) {
	if v.at < 0 {
		return nil, "nothing to read here"
	}
	en := v.Entries[v.Lines[v.at].Entry]
	p = page.New(entryTitle(v.Kit, en))
	facts, address := entryFacts(v.Kit, en)
	for _, fact := range facts {
		p.Dim(fact)
	}
	if address != "" {
		p.Dim(address)
	}
	for text := range strings.SplitSeq(en.Text, "\n") {
		if text != "" {
			p.Text("")
			p.Text(text)
		}
	}
	if en.Kind != answer.PublisherEntry {
		return p, ""
	}
	for i, o := range v.Engine.ObtainedFrom(en.ID) {
		if i == 0 {
			p.Head("How its figures were obtained and checked")
		} else {
			p.Text("")
		}
		p.Strong(o.Title())
		p.Dim(o.IDs())
		p.Text(o.Text)
	}
	return p, ""
}
