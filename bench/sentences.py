"""Sentence templates and what fills their slots, by language; written for the benches."""

FIRST_NAMES = (
    "Marit",
    "Joost",
    "Fatima",
    "Ruben",
    "Els",
    "Moira",
    "David",
    "Susan",
    "Priya",
    "Tom",
)
SYLLABLES = "ba de fi go ku la me ni po ra se ti vu wa zo ker len mar ning stel dorp".split()
# What a made-up word ends in: a compound's head in Dutch, a place or family in English.
ENDINGS = {
    "nl": ("straat", "plein", "kade", "school", "bedrijf", "club", "feest", "wijk"),
    "en": (" street", " road", "ford", "ton", "wick", " school", " club", "ley"),
}

SLOTS: dict[str, dict[str, tuple[str, ...]]] = {
    "nl": {
        "city": ("Groningen", "Tilburg", "Zwolle", "Deventer", "Breda", "Lelystad", "Venlo"),
        "body": ("de gemeente", "het waterschap", "de provincie", "de woningbouwvereniging"),
        "day": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        "thing": ("de brug", "het zwembad", "de bibliotheek", "het station", "de markthal"),
        "group": ("Islamitische Staat", "Al-Shabaab", "Boko Haram", "Hezbollah"),
    },
    "en": {
        "city": ("Leeds", "Norwich", "Galway", "Hobart", "Dayton", "Calgary", "Bristol"),
        "body": ("the council", "the water board", "the county", "the housing trust"),
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "thing": ("the bridge", "the pool", "the library", "the station", "the market hall"),
        "group": ("Islamic State", "Al-Shabaab", "Boko Haram", "Hezbollah"),
    },
}

SENTENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "nl": {
        "calm": (
            "{body} trekt {n} miljoen euro uit voor de verbouwing van {thing} in {city}.",
            "Volgens wethouder {name} kan het werk op {day} beginnen.",
            "In {made} bleef het {day} rustig, al stond er een wachtrij van {n} meter.",
            "De {made} krijgt een nieuwe inrichting met {n} bomen.",
            "Bewoners van {city} kregen {day} een brief waarin de plannen worden uitgelegd.",
            "De aanslag voor de onroerendezaakbelasting stijgt dit jaar met {n} euro.",
            "In de tweede helft kwam de thuisploeg beter in de wedstrijd en schoot {name} raak.",
            "Een vrachtwagen verloor {day} op de rondweg bij {city} een lading aardappelen.",
            "Het KNMI verwacht {day} zon, met in het zuiden kans op een enkele bui.",
            "Het terras zat {day} bomvol, zegt de eigenaar van een café naast {thing}.",
            "De school in {city} zoekt {n} vrijwilligers om kinderen voor te lezen.",
            "Op de aandelenbeurs won de AEX een paar punten na de cijfers van een chipmaker.",
            "{name} schreef een boek over de geschiedenis van {city} en tekent {day} exemplaren.",
            "Reizigers krijgen {day} vertraging, omdat er aan {thing} wordt gewerkt.",
            "Onderzoekers van de universiteit volgden {n} jaar lang de trek van grutto's.",
            "De pianist speelde met een fraaie aanslag, al was de zaal maar half vol.",
            "Een derde van de {n} winkels in het centrum staat leeg, blijkt uit een telling.",
            "De oppositie in {city} noemt het besluit overhaast en vraagt om een debat.",
            "Volgens {body} is het drinkwater in {city} van goede kwaliteit.",
            "Het nieuwe orgel werd {day} ingewijd door {name}, die zelf in {city} opgroeide.",
            "Boeren rond {city} zaaien later door het natte voorjaar, zegt hun voorzitter {name}.",
            "Voor de marathon van {city} hebben zich al {n} duizend lopers ingeschreven.",
        ),
        "threat": (
            "Bij een bomaanslag op {thing} in {city} zijn {day} zeker {n} mensen omgekomen.",
            "{group} heeft de verantwoordelijkheid voor de aanslag opgeëist.",
            "De politie pakte {day} in {city} een man op die een aanslag zou hebben voorbereid.",
            "Een gewapende man opende {day} het vuur bij {thing} en verwondde {n} voorbijgangers.",
            "Het dreigingsniveau blijft volgens de coördinator voorlopig op vier.",
            "Hackers legden met gijzelsoftware de computers van een ziekenhuis in {city} plat.",
            "Bij een droneaanval op een depot buiten {city} brak {day} brand uit.",
            "Na een bommelding werd {thing} in {city} {day} urenlang ontruimd.",
            "De verdachte wordt ook vervolgd voor het ronselen van strijders voor {group}.",
        ),
    },
    "en": {
        "calm": (
            "{body} has set aside {n} million for the repair of {thing} in {city}.",
            "Work could begin on {day}, according to councillor {name}.",
            "All was quiet in {made} on {day}, apart from a queue of {n} metres.",
            "A plan for {made} includes {n} new trees.",
            "People in {city} received a letter on {day} that explains the plans.",
            "A late shot from {name} hit the bar, and the visitors held on for a draw.",
            "A lorry spilled its load of potatoes on the ring road near {city} on {day}.",
            "Forecasters expect a dry {day}, with a few showers in the south.",
            "The comedian bombed on his first night in {city} but came back a week later.",
            "The school in {city} is looking for {n} volunteers to read to children.",
            "Shares rose slightly after a chip maker published better figures than expected.",
            "{name} has written a history of {city} and will sign copies on {day}.",
            "Passengers should expect delays on {day} while {thing} is being painted.",
            "Scientists at the university followed migrating curlews for {n} years.",
            "One in three of the {n} shops in the centre is empty, a count shows.",
            "The opposition in {city} called the decision hasty and asked for a debate.",
            "Drinking water in {city} is of good quality, {body} says.",
            "The new organ was played for the first time on {day} by {name}, who grew up nearby.",
            "Farmers around {city} are sowing late after a wet spring, said their chairman {name}.",
            "About {n} thousand runners have entered the marathon of {city}.",
            "A strike by bus drivers is expected to end on {day} after talks with {body}.",
            "The recipe calls for {n} grams of butter, and the cake is an explosion of flavour.",
        ),
        "threat": (
            "At least {n} people were killed when a bomb exploded at {thing} in {city} on {day}.",
            "{group} has claimed responsibility for the attack.",
            "Police in {city} arrested a man on {day} on suspicion of plotting an attack.",
            "A gunman opened fire near {thing} on {day} and wounded {n} passers-by.",
            "The terror threat level remains at severe, the home office said.",
            "Hackers used ransomware to shut down the computers of a hospital in {city}.",
            "A drone strike on a depot outside {city} started a fire on {day}.",
            "After a bomb threat {thing} in {city} was evacuated for hours on {day}.",
            "The suspect is also charged with recruiting fighters for {group}.",
        ),
    },
}
