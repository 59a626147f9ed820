"""What the words of a table look like in each language, by which a guess at its encoding is judged."""

from __future__ import annotations

from collections.abc import Mapping

# Letters beyond those of ASCII, in small; with each, how surprising it is to meet the language at all.
LATIN: Mapping[str, tuple[str, float]] = {
    "Spanish": ("áéíóúñü", 1.0),
    "Portuguese": ("áâãàéêíóôõúç", 1.0),
    "French": ("àâçèéêëîïôùûüÿœæ", 1.0),
    "German": ("äöüß", 1.0),
    "Italian": ("àèéìòù", 1.2),
    "Dutch": ("éëïöüèê", 1.1),
    "Catalan": ("àçèéíïòóúü", 1.5),
    "Swedish": ("åäöé", 1.1),
    "Danish": ("æøåé", 1.1),
    "Finnish": ("äöåšž", 1.2),
    "Icelandic": ("áæðéíóöúýþ", 1.4),
    "Estonian": ("äõöüšž", 1.6),
    "Polish": ("ąćęłńóśźż", 1.1),
    "Czech": ("áčďéěíňóřšťúůýž", 1.1),
    "Slovak": ("áäčďéíľňóôšťúýž", 1.4),
    "Hungarian": ("áéíóöőúüű", 1.1),
    "Romanian": ("ăâîşţșț", 1.3),
    "Croatian": ("čćđšž", 1.2),
    "Turkish": ("çğıöşüâîûi̇", 1.0),
    "Lithuanian": ("ąčęėįšųūž", 1.4),
    "Latvian": ("āčēģīķļņšūž", 1.4),
}
# Letters of other scripts, the most frequent first.
BY_FREQUENCY: Mapping[str, str] = {
    "Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "Ukrainian": "оаинвтерсікудлмпяьзгбчйюцхїжшщєфґ",
    "Bulgarian": "аоиентсврлдкпмзугъбчяхйщжцшюфь",
    "Serbian": "аоиенрстјкувдмлпгзбчшћцжхњђфљџ",
    "Greek": "αοιετσνηυρπκμλςωγδάίόέήβύχθφώξζψϊϋΐΰ",
    "Hebrew": "יוהלאמרתבשנםכדעקפחטגסןצזץךף",
    "Arabic": "اليمنورتبةعدسفهكقحجشطصخىإأضذثئزغظءؤآ",
    "Persian": "ايرنمدهوتسبكکشلزگفعخقجحيپطصچغئآذظضثژىةء",
    "Thai": "นารกอเงมย่ลวดทส้ต็ะปบคหแจไพชขใโิีัาุูึืำ์ถผซธณฟศภฉษฐฎญฝฤฆฒฮฬฏ",
}
# Characters that stand in half of all names and addresses.
COMMON: Mapping[str, str] = {
    "Japanese": ("田中山本川村木藤佐高橋小林井上野原島石大東京都府県市区町丁目番地号加伊渡辺斎清水子一二三美郎太和"),
    "Chinese": (
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭国省市区县路号街镇"
        "村东南西北京上海中山州安室楼明华文建军伟芳娜秀英敏静丽强磊"
    ),
    "Traditional Chinese": (
        "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何高林羅鄭梁謝宋唐許韓馮鄧曹彭國省市區縣路號街鎮"
        "村東南西北京上海中山州安樓明華文建軍偉芳台灣臺段巷弄"
    ),
    "Korean": (
        "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구시"
        "도군동로길번지호서울대민국인천부산광역북지영수현준민은경희"
    ),
}
