package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"daylight/model"
)

// writeQueryHelp explains the words of a query.
func writeQueryHelp(w io.Writer) error {
	var b strings.Builder
	b.WriteString(`A query is words of the form key=value. What is left out has its default.

  daylight ` + exampleQuery + `
  daylight show country=FR,DE by=period measure=content_rate
  daylight show publisher=google type!=preservation top=10

Keys

`)
	for _, k := range model.Keys() {
		fmt.Fprintf(&b, "  %-10s %s\n", k.Name, k.Says)
		if strings.Contains(k.Values, " ") {
			fmt.Fprintf(&b, "  %-10s %s\n", "", k.Values)
		}
	}
	b.WriteString(`
A list is separated by commas. key!=a,b means all but these, key=all every value. A + stands for a
space. Upper and lower case are the same.

A period takes the reports that lie wholly inside it: 2012 takes the year and its halves, 2012-H1
never the year.
`)
	_, err := io.WriteString(w, b.String())
	return err
}

// completeQuery offers the words that may stand next.
func (c *console) completeQuery(_ *cobra.Command, before []string, typed string) ([]string, cobra.ShellCompDirective) {
	directive := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	d, ok := c.load()
	if !ok {
		return nil, directive
	}
	var found []string
	for _, next := range model.NewEngine(d).Complete(before, typed) {
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
// drop what does not: country=f becomes country=fr, and country=ger becomes country=germany.
func continuing(typed string, next model.Completion) (string, bool) {
	start := typed[:strings.LastIndexAny(typed, "=,")+1]
	value, name := strings.TrimPrefix(next.Word, start), strings.ReplaceAll(next.Says, " ", "+")
	for _, spelling := range []string{value, strings.ToLower(value), name, strings.ToLower(name)} {
		if word := start + spelling; strings.HasPrefix(word, typed) {
			return word, !strings.ContainsAny(spelling, ",!%")
		}
	}
	return "", false
}
