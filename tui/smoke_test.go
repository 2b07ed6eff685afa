package tui

import ("testing";"fmt")

func TestSmoke(t *testing.T) {
	for _, s := range [][2]int{{160,50},{120,36},{80,24},{50,20},{30,8}} {
		fmt.Println(Sit(t, s[0], s[1], "", Options{}))
	}
	fmt.Println(Sit(t, 120, 36, "", Options{ASCII:true}))
	fmt.Println(Sit(t, 120, 36, "by=period", Options{}))
	fmt.Println(Sit(t, 120, 36, "period=2002-H1", Options{}))
	fmt.Println(Sit(t, 120, 36, "publisher=all", Options{}))
}
