package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/tui/kit/grid"
)

// writeQueryHelp explains the words of a query.
func writeQueryHelp(w io.Writer) error {
	var b strings.Builder
	b.WriteString(`A query is words of the form key=value. What is left out has its default.

  daylight ` + exampleQuery + `
  daylight show country=FR,DE by=period measure=content_rate
  daylight show publisher=google type!=preservation top=10
  daylight view=trend country=US,GB
  daylight show by=year country=US
  daylight show period=2024-H2 measure=change against=year
  daylight show by=group measure=per_million
  daylight show period=2024-H2 sort=-rejected_rate min=100

Keys

`)
	for _, k := range query.Keys() {
		fmt.Fprintf(&b, "  %-10s %s\n", k.Name, k.Says)
		if strings.Contains(k.Values, " ") {
			for _, l := range grid.WrapLines(k.Values, 80-13) {
				fmt.Fprintf(&b, "  %-10s %s\n", "", l)
			}
		}
	}
	b.WriteString(`
Views, with their keys on the dashboard

`)
	for _, v := range query.Views() {
		fmt.Fprintf(&b, "  %s %-8s %s\n", v.Key(), v, print.Shows(v))
	}
	b.WriteString("\n")
	for _, paragraph := range queryRules {
		b.WriteString(strings.Join(grid.WrapLines(paragraph, 100), "\n") + "\n\n")
	}
	_, err := io.WriteString(w, strings.TrimSuffix(b.String(), "\n"))
	return err
}

// queryRules are what holds for all keys, a paragraph each.
var queryRules = []string{
	"A list is separated by commas. key!=a,b means all but these, key=all every value. A + stands for a space. Upper and " +
		"lower case are the same.",
	"A period takes the reports that lie wholly inside it: 2012 takes the year and its halves, 2012-H1 never the year. With " +
		"grain=year a row, column or step in time is a year, the sum of its halves; one that lacks a half says so and is " +
		"compared with nothing. by=year is by=period grain=year.",
	"change and difference compare like with like: what every publisher printed on both sides, scaled to as many months. " +
		"against=year takes the same months one year earlier, a period that period.",
}

// completeQuery offers the words that may stand next.
func (c *console) completeQuery(_ *cobra.Command, before []string, typed string) ([]string, cobra.ShellCompDirective) {
	directive := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	d, ok := c.load()
	if !ok {
		return nil, directive
	}
	var found []string
	for _, next := range answer.NewEngine(d).Complete(before, typed) {
		if next.Open {
			directive |= cobra.ShellCompDirectiveNoSpace
		}
		if word, ok := continuing(typed, next); ok {
			found = append(found, cobra.CompletionWithDesc(word, next.Says))
		}
	}
	return found, directive
}

// continuing spells a completion so that it continues what is typed, letter for letter, because shells
// drop what does not: country=f becomes country=fr, country=ger country=germany, and
// country=brit country=britain.
func continuing(typed string, next answer.Counted) (string, bool) {
	start := typed[:strings.LastIndexAny(typed, "=,!")+1]
	value, name := strings.TrimPrefix(next.Word, start), strings.ReplaceAll(next.Says, " ", "+")
	other := strings.ReplaceAll(next.Also, " ", "+")
	for _, spelling := range []string{value, strings.ToLower(value), name, strings.ToLower(name), other} {
		if word := start + spelling; strings.HasPrefix(word, typed) {
			return word, !strings.ContainsAny(spelling, ",!%")
		}
	}
	return "", false
}
