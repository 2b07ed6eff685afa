package tuitest

import (
	"strings"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
)

// Story is a talk about the made-up reports, with one of everything that a slide can hold: only text,
// reveals, a big number, lists, a quotation and code, a view that opens with its axes or large, periods
// that run by, and a mistake.
func Story() *model.Story {
	ask := func(text string) query.Query { return must(query.Parse(text, OnIslands())) }
	text := func(s string) model.Span { return model.Span{Text: s} }
	figure := func(c report.Column, about string) model.Span {
		return model.Span{Quote: &query.Quote{Measure: c, Query: ask(about)}}
	}
	head := func(s string) model.Block {
		return model.Block{Kind: model.Heading, Level: 1, Spans: []model.Span{text(s)}}
	}
	note := func(spans ...model.Span) model.Block { return model.Block{Spans: spans} }
	long := strings.TrimSpace(strings.Repeat("Explain the axis before the lines, and wait. ", 30))
	return &model.Story{Title: "Far away", Planned: 300, Slides: []model.Slide{
		{Title: "Far away", Blocks: []model.Block{head("Far away"),
			{Spans: []model.Span{text("Who asks for data in places that "), {Text: "do not", Strong: true}, text(" exist?")}}}},
		{Title: "Who asked", Notes: []model.Block{note(text("Breathe.")), note(text("All "), figure(report.Requests, "period=2001"), text(" are letters; nobody knows who read them."))}, Steps: 2, Planned: 60, Live: &model.Live{Query: ask("period=2001"), Highlight: []string{"RR"}}, Blocks: []model.Block{
			head("Who asked"),
			{Kind: model.BigNumber, Spans: []model.Span{figure(report.Requests, "period=2001")}},
			{Spans: []model.Span{text("requests in one year, which named "), figure(report.Accounts, "period=2001"), text(" accounts.")}},
			{Kind: model.Item, Step: 1, Spans: []model.Span{text("they came from everywhere")}},
			{Kind: model.Item, Level: 1, Number: 1, Step: 1, Spans: []model.Span{text("even from 蓬莱の島と竜宮城")}},
			{Kind: model.Item, Step: 2, Spans: []model.Span{text("and content was given in "), figure(report.ContentRate, "period=2001")}},
		}},
		{Title: "How to read it", Notes: []model.Block{note(text(long)), note(text("That was all."))}, Steps: 1, Planned: 60, Live: &model.Live{Query: ask("view=trend"), Axes: true}, Blocks: []model.Block{
			head("How to read it"),
			{Spans: []model.Span{text("Each line is a country. "), {Text: "Higher", Emphasis: true}, text(" is more.")}},
			{Kind: model.Quotation, Step: 1, Spans: []model.Span{text("A gap is a report that said nothing.")}},
			{Kind: model.Code, Step: 1, Spans: []model.Span{text("daylight view=trend\n  country=RR\n")}},
		}},
		{Title: "Content", Blocks: []model.Block{
			{Kind: model.BigNumber, Spans: []model.Span{figure(report.ContentRate, "")}},
			{Spans: []model.Span{text("of all requests, as "), {Text: "content_rate", Code: true}, text(" says")}},
		}},
		{Title: "On a map", Live: &model.Live{Query: ask("view=map"), Large: true}, Blocks: []model.Block{head("On a map")}},
		{Title: "They run by", Live: &model.Live{Query: ask(""), Play: &model.Play{Pace: 500}}, Blocks: []model.Block{head("They run by")}},
		{Title: "Wrong", Line: 70, End: 72, Problems: []model.Problem{{Line: 71, Column: 3, Text: `unknown country "ZZZ"`}, {Line: 72, Column: 1, Text: "no figure stands here"}}},
	}}
}
