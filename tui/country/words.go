package country

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/scene"
)

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
		return []string{strings.TrimSpace("no record with " + strings.Join(k.InForce(named), ", ")), "no record"}
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
		return fmt.Sprintf("Of %d countries, %s is %s by requests per million people a year and %s by requests.", n, peer.Name, scene.Ordinal(peer.ByPopulation), scene.Ordinal(peer.ByRequests))
	case peer.ByRequests > 0:
		return fmt.Sprintf("Of %d countries, %s is %s by requests.", n, peer.Name, scene.Ordinal(peer.ByRequests))
	}
	return fmt.Sprintf("%d countries; no requests of %s are reported.", n, peer.Name)
}

// told says where a country stands, and what came of its requests most often.
func told(k *scene.Kit, p *answer.Profile, q query.Query) string {
	c := q.Measure
	if p.Row == nil {
		return missingWords(k, p)[0]
	}
	text := fmt.Sprintf("%s: %s %s", p.Subject.Name, scene.LowerFirst(c.Title(q.Against)), k.FigureTold(p.Row.Figures[c], c))
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

func (*View) Describe(k *scene.Kit, q query.Query) (title, says string) {
	p := k.Engine.Profile(q)
	if p.Subject.Code == "" {
		return "the profile of a country", scene.NoRecords
	}
	return "the profile of " + p.Subject.Name, told(k, p, q)
}
