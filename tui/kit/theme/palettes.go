package theme

// palette is a pair of themes as it is written down, one for dark and one for
// light pages. A mark has a contrast of at least 3:1 and text of at least 4.5:1
// against every background between the two pages and against the band; the tests
// hold it, and how far apart the colours of the sets are. The colours of outcomes and of
// entities were searched for together, so that the least distance is as great as can be.
type palette struct {
	names pair

	textColors
	accent pair // the interface, and nothing else

	amount, fewer pair // what is no outcome, and what is fewer than before
	outcomes      pair // from Content to Pending
	entities      pair // those that are taken first are farthest apart
	classes       pair // of magnitudes, from low to high

	// heavy is for who sits far away or sees little: values are bold, and rules and
	// borders thick.
	heavy bool
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

// cool are the classes of magnitudes: steps of equal contrast, from slate to a pale cyan,
// on light pages from light blue to a deep one.
var cool = pair{"3e5375 40779e 509fbf 84cad9 cff9f9", "7eb2d4 3d8bc2 0267a7 004482 012053"}

// palettes are those that can be chosen, the default first.
var palettes = [...]palette{
	{
		names: pair{"dark", "light"}, textColors: quiet, classes: cool,
		accent: pair{"f0b040", "8f5200"}, amount: pair{"bec0c6", "414247"}, fewer: pair{"9a9da6", "6f727b"},
		outcomes: pair{"f4724d f3e7b2 d595a3 64a8ff 01b49f 4a79a3 7f8082", "f35427 988c46 bc5860 0191e0 177c7a 416497 8a8b8d"},
		entities: pair{"8183fb 1ea443 d45ec5 55c8d7 9cf27d febafe a3ae73 26f8cf", "02339b 049e76 c4207b 7d5bce 60713b ae7ba9 5b2d57 004828"},
	},
	{
		names: pair{"high-contrast", "high-contrast-light"}, heavy: true,
		textColors: textColors{
			text: pair{"ffffff", "000000"}, strong: pair{"ffffff", "000000"}, dim: pair{"d0d5de", "333a42"}, faint: pair{"c2c8d2", "414952"},
			rule: pair{"8a919d", "7a828c"}, band: pair{"1b2f4d", "ffeab0"},
		},
		accent: pair{"ffc04a", "603500"}, amount: pair{"eaeef2", "202022"}, fewer: pair{"b9bdc6", "45474d"},
		outcomes: pair{"fd6a3b fff4ba ff9aa0 03a2fe 3fdbc5 96a3d7 959697", "c13b11 5b5a3b 9e5559 2e6ea1 025050 323d64 6a6a6f"},
		entities: pair{"fb63b6 82f2ff 01c875 daacff 889f45 e1ff76 b9ffd7 26a5af", "bf298a 010b70 4f7100 625bcd 007556 50003a 6a526d 0e2601"},
		classes:  pair{"395176 3f789f 58a3c1 94d1de fdffff", "7bb4d9 3888bf 03609d 023a70 00082d"},
	},
	{
		names: pair{"deuteranopia", "deuteranopia-light"}, textColors: quiet, classes: cool,
		accent: pair{"eaa300", "834c00"}, amount: pair{"cbdfed", "3b535d"}, fewer: pair{"9ba7b0", "6c6f78"},
		outcomes: pair{"f23e44 fff6b0 ffbab7 67aeff 37a49b 4c7a9a 757576", "fb4d14 998b5d c7597c 7980bd 007f6d 293b64 838d93"},
		entities: pair{"e03fbd 76d4fd 539162 d1f751 6a83ff dd95b7 a1f9de a9b87d", "0523a0 199a08 5d1e3d 078cff 805989 487346 155ce2 013e19"},
	},
	{
		names: pair{"tritanopia", "tritanopia-light"}, textColors: quiet, classes: cool,
		accent: pair{"ebb501", "8c3e01"}, amount: pair{"c0c2d7", "39393a"}, fewer: pair{"9a9da6", "696c75"},
		outcomes: pair{"fe5b37 fef2cf bb8d97 058bef 01c2ae 6873a4 757576", "fd302c 9a8b54 9a6276 078cff 1c6c5f 5d5d7f 878c93"},
		entities: pair{"d04dc9 009764 9c9bff 90faf1 749300 f5bcff d4f65d 9fcf9b", "d5139b 015fe5 5d8201 552249 009e76 231c9a 9a7ec8 013e1b"},
	},
	{names: pair{monoName}},
}

// monoName names the palette without colours.
const monoName = "mono"

// anyGround is the palette for a terminal that does not tell its background. Asking
// may stay without an answer, and a guess is wrong on every other page: so text, and
// an amount that is no outcome, is the terminal's own, told apart by attributes, the
// selected row is reversed, and what has a colour stands out by 3:1 from all pages of
// the dark and the light palettes. That leaves no room for steps of lightness, and
// neither lighter nor darker is more on both: the classes run from grey to blue, and
// where they are areas their textures run from thin to dense.
var anyGround = palette{
	names: pair{"terminal"}, accent: both("a06b00"), textColors: textColors{rule: both("808080")},
	outcomes: both("fc5045 8a8c45 b34168 0f6db4 009e9c 8689c1 7b7c7f"),
	entities: both("5b5af4 609b66 c800b4 018fff c97396 007869 766287 686d4b"),
	classes:  both("8f8d8b 858a9e 7686b8 4682ec 2364dc"),
}
