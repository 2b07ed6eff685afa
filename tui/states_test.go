package tui_test

// states are ways to leave the dashboard, each as a question and keys.
var states = []struct {
	name, query string
	keys        []string
}{
	{"explore", "", nil},
	{"the last row", "period=2002-H1 measure=accounts", []string{"G"}},
	{"by period", "by=period scale=percent", []string{"j", "tab", "l"}},
	{"no row", "country=UT type=emergency period=2001", nil},
	{"log", "publisher=all scale=log", []string{"z"}},
	{"search", "", []string{"/", "l", "a", "n"}},
	{"picker", "period=2002-H1", []string{"c", "a", "space"}},
	{"period picker", "", []string{"p", "down", "space"}},
	{"menu", "", []string{"m", "down"}},
	{"help", "", []string{"?", "pgdown"}},
	{"inspector", "country=FL", []string{"i"}},
	{"palette", "", []string{":", "s", "h", "a"}},
	{"question in the palette", "", []string{":", "b", "y", "=", "t"}},
	{"saving a view", "", []string{"w", "n", "e", "w"}},
	{"exporting", "by=period", []string{"e"}},
	{"tiles", "outcome=content,rejected", []string{"tab", "tab", "l"}},
	{"trend", "view=trend", []string{"h", "j"}},
	{"trend of pins", "view=trend measure=disclosed_rate period=2001 pins=FR,RU,UT,ZZ", nil},
	{"map", "view=map", []string{"l", "j"}},
	{"map of rates", "view=map measure=per_million period=2002-H1", nil},
	{"matrix", "view=matrix", []string{"h", "S", "G"}},
	{"matrix by outcome", "view=matrix by=outcome", nil},
	{"compare", "view=compare pins=RU,SU,RA", []string{"l", "j"}},
	{"compare periods", "view=compare by=period", nil},
	{"country", "view=country select=FL", []string{"j", "j"}},
	{"country of all publishers", "view=country publisher=all country=RU", nil},
	{"records", "view=records publisher=all", []string{"l", "S", "G"}},
	{"record explained", "view=records", []string{"j", "i"}},
	{"sources", "view=sources publisher=all", []string{"G"}},
	{"coverage", "view=coverage", []string{"j", "h"}},
	{"columns of a publisher", "view=coverage measure=disclosed_rate", []string{"tab", "j"}},
	{"a cell of the coverage", "view=coverage period=2002", []string{"k", "i"}},
	{"views without a row", "view=trend country=UT type=emergency period=2001", []string{"3", "4", "5", "6", "7", "8", "9", "2"}},
}
