package theme

// palette is a pair of themes as it is written down, one for dark and one for
// light pages. A mark has a contrast of at least 3:1 and text of at least 4.5:1
// against every background between the two pages and against the band; the tests
// hold it.
type palette struct {
	names pair

	textColors
	accent, fail pair

	outcomes pair // from Content to Pending
	series   pair
	classes  pair // of the map, from low to high
}

// textColors are those of text, of rules and of the row under the cursor.
type textColors struct{ text, strong, dim, faint, rule, band pair }

// pair is what holds on dark pages and on light ones: a name, a colour or a list of
// colours, in six hexadecimal digits each.
type pair [2]string

func both(s string) pair { return pair{s, s} }

// The darkest and the lightest background that the themes of a palette are made for.
var (
	darkPages  = [2]string{"000000", "1e1e2e"}
	lightPages = [2]string{"f5f5f5", "ffffff"}
)

// quiet is the text of most themes.
var quiet = textColors{
	text: pair{"d8dee9", "24292f"}, strong: pair{"eef1f6", "0d1117"}, dim: pair{"9aa3b1", "57606a"}, faint: pair{"8f97a5", "666f79"},
	rule: pair{"434c5b", "c8ccd2"}, band: pair{"272c3a", "fff1d0"},
}

// amber are the classes of a map for most eyes.
var amber = pair{"6f6b5c 8c7640 ad8636 d39a34 f7cf6a", "ac8829 966600 7b4e00 5c3600 3a1e00"}

// palettes are those that can be chosen, the default first.
var palettes = [...]palette{
	{
		names: pair{"dark", "light"}, textColors: quiet, classes: amber,
		accent: pair{"f2b950", "985600"}, fail: pair{"f58a6c", "b5310f"},
		outcomes: pair{"ef6f4a f7d072 d99a3c 6b9be8 35b0a0 4f7cb4 7a808b", "b5310f b68100 b8651a 2f6fc5 0b8578 2b5480 858b93"},
		series:   pair{"f2c14e ef6f4a 5b8fd6 35b0a0 c58af9", "b68100 c8401b 2f6fb5 0b7f74 7a3fc2"},
	},
	{
		names: pair{"high-contrast", "high-contrast-light"},
		textColors: textColors{
			text: pair{"ffffff", "000000"}, strong: pair{"ffffff", "000000"}, dim: pair{"d0d5de", "333a42"}, faint: pair{"c2c8d2", "414952"},
			rule: pair{"8a919d", "7a828c"}, band: pair{"1b2f4d", "ffeab0"},
		},
		accent: pair{"ffd166", "6b3d00"}, fail: pair{"ffa48c", "8a1f00"},
		outcomes: pair{"ff8660 ffe08a e0a040 8ab4ff 45cfbc 7a9bc4 a4abb6", "9e2400 7d5c00 8f4e08 1a54ad 006b5f 163a63 5c6370"},
		series:   pair{"ffd166 ff8660 7fb0ff 45d6c2 d6a8ff", "7d5c00 a82a00 1a54ad 006b5f 5f22a8"},
		classes:  pair{"8f8a78 a58c4e c39a42 e2ab40 ffe08a", "806300 6f4e00 5a3a00 432800 2a1500"},
	},
	{
		names: pair{"deuteranopia", "deuteranopia-light"}, textColors: quiet, classes: amber,
		accent: pair{"f2c14e", "8a5a00"}, fail: pair{"e9a04c", "73000e"},
		outcomes: pair{"bf6049 fee297 e28400 77aff0 c2f3f6 4674f1 898e98", "73000e ac8500 9c622f 0647c1 378eaf 312074 717171"},
		series:   pair{"fee651 cc6f57 4f8df8 c0f4f3 a173a2", "b08000 7b271c 006bd3 4f918f 45005c"},
	},
	{
		names: pair{"tritanopia", "tritanopia-light"}, textColors: quiet, classes: amber,
		accent: pair{"ffb0a4", "a3263a"}, fail: pair{"f5806a", "851700"},
		outcomes: pair{"d25540 fde5b6 ffa193 8dacdf 59deb6 268883 7e7e7e", "851700 948031 c4639a 496492 039471 003141 737578"},
		series:   pair{"fce0b1 e04f28 6888c4 6ff8f0 c25ec8", "97825b b23d3b 245bc9 039377 3b0043"},
	},
	{names: pair{monoName}},
}

// monoName names the palette without colours.
const monoName = "mono"

// anyGround is the palette for a terminal that does not tell its background. Asking
// may stay without an answer, and a guess is wrong on every other page: so text is the
// terminal's own, told apart by attributes, the selected row is reversed, and what has
// a colour stands out by 3:1 from all pages of the dark and the light palettes. The
// map runs from grey to orange: neither lighter nor darker is more on both.
var anyGround = palette{
	names: pair{"terminal"}, accent: both("a06b00"), textColors: textColors{rule: both("808080")},
	outcomes: both("d0431f a08600 c07a2a 4f81d3 0b8578 4271a3 80858d"),
	series:   both("a08600 d0431f 2f74c5 0b8578 8d55d0"), classes: both("8d8d89 97836c a8784f b36d34 bd600d"),
}
