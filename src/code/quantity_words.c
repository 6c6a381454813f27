/* src/code/quantity_words.c - tables: each sorted by its word (tests/unit/test_code_quantities.c checks it). */
#include "code/quantity_words.h"

#include "code/pieces.h"

typedef struct word_text {
    const char *word, *text;
    drg_what what;
} word_text;

static const drg_word_value nouns[] = {
    {"abductee", DRG_NOUN_CAPTIVE}, {"activist", DRG_NOUN_PERSON}, {"adult", DRG_NOUN_PERSON},
    {"aftershock", DRG_NOUN_EVENT}, {"agent", DRG_NOUN_PERSON}, {"aircraft", DRG_NOUN_CRAFT},
    {"airman", DRG_NOUN_TROOPS}, {"airplane", DRG_NOUN_CRAFT}, {"airstrike", DRG_NOUN_EVENT},
    {"ambassador", DRG_NOUN_PERSON}, {"ambush", DRG_NOUN_EVENT}, {"ammunition", DRG_NOUN_WEAPON},
    {"apc", DRG_NOUN_VEHICLE}, {"arrest", DRG_NOUN_ARREST}, {"artillery", DRG_NOUN_WEAPON},
    {"assailant", DRG_NOUN_PERSON}, {"assault", DRG_NOUN_EVENT}, {"atacms", DRG_NOUN_WEAPON},
    {"attaché", DRG_NOUN_PERSON}, {"attack", DRG_NOUN_EVENT}, {"attacker", DRG_NOUN_PERSON},
    {"attendee", DRG_NOUN_PARTICIPANT}, {"baby", DRG_NOUN_PERSON}, {"barrage", DRG_NOUN_EVENT},
    {"battery", DRG_NOUN_WEAPON}, {"battle", DRG_NOUN_EVENT}, {"bishop", DRG_NOUN_PERSON}, {"blast", DRG_NOUN_EVENT},
    {"boat", DRG_NOUN_CRAFT}, {"body", DRG_NOUN_DEAD}, {"bodyguard", DRG_NOUN_PERSON}, {"bomb", DRG_NOUN_WEAPON},
    {"bombardment", DRG_NOUN_EVENT}, {"bomber", DRG_NOUN_PERSON}, {"bombing", DRG_NOUN_EVENT},
    {"boy", DRG_NOUN_PERSON}, {"breach", DRG_NOUN_EVENT}, {"brother", DRG_NOUN_PERSON}, {"bulldozer", DRG_NOUN_CRAFT},
    {"bullet", DRG_NOUN_WEAPON}, {"bus", DRG_NOUN_CRAFT}, {"businessman", DRG_NOUN_PERSON},
    {"businesswoman", DRG_NOUN_PERSON}, {"bystander", DRG_NOUN_PERSON}, {"cadet", DRG_NOUN_TROOPS},
    {"call", DRG_NOUN_EVENT}, {"cameraman", DRG_NOUN_PERSON}, {"captive", DRG_NOUN_CAPTIVE}, {"car", DRG_NOUN_CRAFT},
    {"carrier", DRG_NOUN_CRAFT}, {"cartridge", DRG_NOUN_WEAPON}, {"casket", DRG_NOUN_DEAD},
    {"casualty", DRG_NOUN_CASUALTY}, {"child", DRG_NOUN_PERSON}, {"citizen", DRG_NOUN_PERSON},
    {"city", DRG_NOUN_SETTLEMENT}, {"civilian", DRG_NOUN_PERSON}, {"clash", DRG_NOUN_EVENT},
    {"cleric", DRG_NOUN_PERSON}, {"coffin", DRG_NOUN_DEAD}, {"combatant", DRG_NOUN_TROOPS},
    {"commando", DRG_NOUN_TROOPS}, {"community", DRG_NOUN_SETTLEMENT}, {"conscript", DRG_NOUN_TROOPS},
    {"constable", DRG_NOUN_PERSON}, {"contractor", DRG_NOUN_PERSON}, {"convict", DRG_NOUN_CAPTIVE},
    {"convoy", DRG_NOUN_CRAFT}, {"cop", DRG_NOUN_PERSON}, {"corpse", DRG_NOUN_DEAD},
    {"correspondent", DRG_NOUN_PERSON}, {"corvette", DRG_NOUN_WEAPON}, {"crew", DRG_NOUN_PERSON},
    {"crewman", DRG_NOUN_PERSON}, {"criminal", DRG_NOUN_PERSON}, {"cruiser", DRG_NOUN_WEAPON},
    {"daughter", DRG_NOUN_PERSON}, {"dead", DRG_NOUN_DEAD}, {"death", DRG_NOUN_DEAD}, {"deceased", DRG_NOUN_DEAD},
    {"delegate", DRG_NOUN_PERSON}, {"demonstration", DRG_NOUN_EVENT}, {"demonstrator", DRG_NOUN_PARTICIPANT},
    {"deputy", DRG_NOUN_PERSON}, {"destroyer", DRG_NOUN_WEAPON}, {"detainee", DRG_NOUN_CAPTIVE},
    {"detention", DRG_NOUN_ARREST}, {"detonation", DRG_NOUN_EVENT}, {"device", DRG_NOUN_WEAPON},
    {"diplomat", DRG_NOUN_PERSON}, {"displaced", DRG_NOUN_DISPLACED}, {"dissident", DRG_NOUN_PERSON},
    {"doctor", DRG_NOUN_PERSON}, {"draftee", DRG_NOUN_TROOPS}, {"drill", DRG_NOUN_EVENT}, {"driver", DRG_NOUN_PERSON},
    {"drone", DRG_NOUN_WEAPON}, {"earthquake", DRG_NOUN_EVENT}, {"elder", DRG_NOUN_PERSON},
    {"election", DRG_NOUN_EVENT}, {"employee", DRG_NOUN_PERSON}, {"encounter", DRG_NOUN_EVENT},
    {"engagement", DRG_NOUN_EVENT}, {"engineer", DRG_NOUN_PERSON}, {"envoy", DRG_NOUN_PERSON},
    {"evacuee", DRG_NOUN_DISPLACED}, {"execution", DRG_NOUN_DEAD}, {"exercise", DRG_NOUN_EVENT},
    {"expatriate", DRG_NOUN_PERSON}, {"explosion", DRG_NOUN_EVENT}, {"explosive", DRG_NOUN_WEAPON},
    {"family", DRG_NOUN_PERSON}, {"farmer", DRG_NOUN_PERSON}, {"fatality", DRG_NOUN_DEAD},
    {"father", DRG_NOUN_PERSON}, {"fighter", DRG_NOUN_TROOPS}, {"firearm", DRG_NOUN_WEAPON},
    {"firefight", DRG_NOUN_EVENT}, {"firefighter", DRG_NOUN_PERSON}, {"fisherman", DRG_NOUN_PERSON},
    {"follower", DRG_NOUN_PERSON}, {"foreigner", DRG_NOUN_PERSON}, {"frigate", DRG_NOUN_WEAPON},
    {"gangster", DRG_NOUN_PERSON}, {"gendarme", DRG_NOUN_TROOPS}, {"girl", DRG_NOUN_PERSON},
    {"governor", DRG_NOUN_PERSON}, {"grenade", DRG_NOUN_WEAPON}, {"guard", DRG_NOUN_PERSON},
    {"guerilla", DRG_NOUN_TROOPS}, {"guerrilla", DRG_NOUN_TROOPS}, {"gun", DRG_NOUN_WEAPON},
    {"gunman", DRG_NOUN_PERSON}, {"gunship", DRG_NOUN_WEAPON}, {"hamlet", DRG_NOUN_SETTLEMENT},
    {"helicopter", DRG_NOUN_CRAFT}, {"hijacker", DRG_NOUN_PERSON}, {"himars", DRG_NOUN_WEAPON},
    {"homeless", DRG_NOUN_DISPLACED}, {"hostage", DRG_NOUN_CAPTIVE}, {"household", DRG_NOUN_PERSON},
    {"howitzer", DRG_NOUN_WEAPON}, {"human", DRG_NOUN_PERSON}, {"humvee", DRG_NOUN_VEHICLE},
    {"idp", DRG_NOUN_DISPLACED}, {"ied", DRG_NOUN_WEAPON}, {"ifv", DRG_NOUN_VEHICLE}, {"imam", DRG_NOUN_PERSON},
    {"immigrant", DRG_NOUN_PERSON}, {"incident", DRG_NOUN_EVENT}, {"incursion", DRG_NOUN_EVENT},
    {"individual", DRG_NOUN_PERSON}, {"infant", DRG_NOUN_PERSON}, {"infantry", DRG_NOUN_TROOPS},
    {"infantryman", DRG_NOUN_TROOPS}, {"informant", DRG_NOUN_PERSON}, {"inhabitant", DRG_NOUN_PERSON},
    {"injured", DRG_NOUN_INJURED}, {"injury", DRG_NOUN_INJURED}, {"inmate", DRG_NOUN_CAPTIVE},
    {"insurgent", DRG_NOUN_TROOPS}, {"interceptor", DRG_NOUN_WEAPON}, {"invader", DRG_NOUN_TROOPS},
    {"iskander", DRG_NOUN_WEAPON}, {"islamist", DRG_NOUN_TROOPS}, {"javelin", DRG_NOUN_WEAPON},
    {"jet", DRG_NOUN_WEAPON}, {"jihadi", DRG_NOUN_TROOPS}, {"jihadist", DRG_NOUN_TROOPS},
    {"journalist", DRG_NOUN_PERSON}, {"judge", DRG_NOUN_PERSON}, {"kalibr", DRG_NOUN_WEAPON},
    {"kalibrs", DRG_NOUN_WEAPON}, {"kid", DRG_NOUN_PERSON}, {"kidnapper", DRG_NOUN_PERSON}, {"killed", DRG_NOUN_DEAD},
    {"killing", DRG_NOUN_DEAD}, {"kinzhal", DRG_NOUN_WEAPON}, {"landmine", DRG_NOUN_WEAPON},
    {"launch", DRG_NOUN_EVENT}, {"launcher", DRG_NOUN_WEAPON}, {"lawmaker", DRG_NOUN_PERSON},
    {"lawyer", DRG_NOUN_PERSON}, {"leader", DRG_NOUN_PERSON}, {"legionnaire", DRG_NOUN_TROOPS},
    {"legislator", DRG_NOUN_PERSON}, {"life", DRG_NOUN_LIFE}, {"local", DRG_NOUN_PERSON},
    {"locality", DRG_NOUN_SETTLEMENT}, {"man", DRG_NOUN_PERSON}, {"march", DRG_NOUN_EVENT},
    {"marcher", DRG_NOUN_PARTICIPANT}, {"marine", DRG_NOUN_TROOPS}, {"martyr", DRG_NOUN_DEAD},
    {"mayor", DRG_NOUN_PERSON}, {"medic", DRG_NOUN_PERSON}, {"meeting", DRG_NOUN_EVENT}, {"member", DRG_NOUN_PERSON},
    {"mercenary", DRG_NOUN_TROOPS}, {"migrant", DRG_NOUN_DISPLACED}, {"militant", DRG_NOUN_TROOPS},
    {"military", DRG_NOUN_TROOPS}, {"militiaman", DRG_NOUN_TROOPS}, {"mine", DRG_NOUN_WEAPON},
    {"miner", DRG_NOUN_PERSON}, {"minister", DRG_NOUN_PERSON}, {"minor", DRG_NOUN_PERSON},
    {"missile", DRG_NOUN_WEAPON}, {"missing", DRG_NOUN_MISSING}, {"monk", DRG_NOUN_PERSON},
    {"mortar", DRG_NOUN_WEAPON}, {"mother", DRG_NOUN_PERSON}, {"mourner", DRG_NOUN_PARTICIPANT},
    {"munition", DRG_NOUN_WEAPON}, {"murder", DRG_NOUN_DEAD}, {"murderer", DRG_NOUN_PERSON},
    {"national", DRG_NOUN_PERSON}, {"neighborhood", DRG_NOUN_SETTLEMENT}, {"neighbourhood", DRG_NOUN_SETTLEMENT},
    {"nun", DRG_NOUN_PERSON}, {"nurse", DRG_NOUN_PERSON}, {"occupier", DRG_NOUN_TROOPS},
    {"offensive", DRG_NOUN_EVENT}, {"officer", DRG_NOUN_PERSON}, {"official", DRG_NOUN_PERSON},
    {"operation", DRG_NOUN_EVENT}, {"opponent", DRG_NOUN_PERSON}, {"orphan", DRG_NOUN_PERSON},
    {"other", DRG_NOUN_PERSON}, {"outpost", DRG_NOUN_SETTLEMENT}, {"paramedic", DRG_NOUN_PERSON},
    {"paratrooper", DRG_NOUN_TROOPS}, {"parent", DRG_NOUN_PERSON}, {"participant", DRG_NOUN_PARTICIPANT},
    {"partisan", DRG_NOUN_TROOPS}, {"passenger", DRG_NOUN_PERSON}, {"patient", DRG_NOUN_PERSON},
    {"patriot", DRG_NOUN_WEAPON}, {"peacekeeper", DRG_NOUN_TROOPS}, {"pedestrian", DRG_NOUN_PERSON},
    {"pensioner", DRG_NOUN_PERSON}, {"people", DRG_NOUN_PERSON}, {"person", DRG_NOUN_PERSON},
    {"personnel", DRG_NOUN_TROOPS}, {"photographer", DRG_NOUN_PERSON}, {"picketer", DRG_NOUN_PARTICIPANT},
    {"pilgrim", DRG_NOUN_PERSON}, {"pilot", DRG_NOUN_PERSON}, {"pistol", DRG_NOUN_WEAPON}, {"plane", DRG_NOUN_CRAFT},
    {"police", DRG_NOUN_PERSON}, {"policeman", DRG_NOUN_PERSON}, {"policewoman", DRG_NOUN_PERSON},
    {"politician", DRG_NOUN_PERSON}, {"pow", DRG_NOUN_CAPTIVE}, {"priest", DRG_NOUN_PERSON},
    {"prisoner", DRG_NOUN_CAPTIVE}, {"projectile", DRG_NOUN_WEAPON}, {"prosecutor", DRG_NOUN_PERSON},
    {"protest", DRG_NOUN_EVENT}, {"protester", DRG_NOUN_PARTICIPANT}, {"protestor", DRG_NOUN_PARTICIPANT},
    {"pupil", DRG_NOUN_PERSON}, {"quadcopter", DRG_NOUN_WEAPON}, {"raid", DRG_NOUN_EVENT}, {"rally", DRG_NOUN_EVENT},
    {"rallygoer", DRG_NOUN_PARTICIPANT}, {"ranger", DRG_NOUN_TROOPS}, {"rebel", DRG_NOUN_TROOPS},
    {"recruit", DRG_NOUN_TROOPS}, {"refugee", DRG_NOUN_DISPLACED}, {"relative", DRG_NOUN_PERSON},
    {"remains", DRG_NOUN_DEAD}, {"reporter", DRG_NOUN_PERSON}, {"representative", DRG_NOUN_PERSON},
    {"rescuer", DRG_NOUN_PERSON}, {"reservist", DRG_NOUN_TROOPS}, {"resident", DRG_NOUN_PERSON},
    {"returnee", DRG_NOUN_DISPLACED}, {"rifle", DRG_NOUN_WEAPON}, {"rioter", DRG_NOUN_PARTICIPANT},
    {"robber", DRG_NOUN_PERSON}, {"rocket", DRG_NOUN_WEAPON}, {"round", DRG_NOUN_EVENT}, {"sailor", DRG_NOUN_PERSON},
    {"salvo", DRG_NOUN_EVENT}, {"schoolboy", DRG_NOUN_PERSON}, {"schoolchild", DRG_NOUN_PERSON},
    {"schoolgirl", DRG_NOUN_PERSON}, {"seafarer", DRG_NOUN_PERSON}, {"senator", DRG_NOUN_PERSON},
    {"separatist", DRG_NOUN_TROOPS}, {"serviceman", DRG_NOUN_TROOPS}, {"servicemember", DRG_NOUN_TROOPS},
    {"servicewoman", DRG_NOUN_TROOPS}, {"session", DRG_NOUN_EVENT}, {"settlement", DRG_NOUN_SETTLEMENT},
    {"shahed", DRG_NOUN_WEAPON}, {"shell", DRG_NOUN_WEAPON}, {"shelling", DRG_NOUN_EVENT}, {"ship", DRG_NOUN_CRAFT},
    {"shooting", DRG_NOUN_EVENT}, {"shopkeeper", DRG_NOUN_PERSON}, {"sister", DRG_NOUN_PERSON},
    {"skirmish", DRG_NOUN_EVENT}, {"slain", DRG_NOUN_DEAD}, {"smuggler", DRG_NOUN_PERSON},
    {"soldier", DRG_NOUN_TROOPS}, {"son", DRG_NOUN_PERSON}, {"sortie", DRG_NOUN_EVENT}, {"spy", DRG_NOUN_PERSON},
    {"staff", DRG_NOUN_PERSON}, {"stinger", DRG_NOUN_WEAPON}, {"strike", DRG_NOUN_EVENT},
    {"striker", DRG_NOUN_PARTICIPANT}, {"student", DRG_NOUN_PERSON}, {"submarine", DRG_NOUN_WEAPON},
    {"supporter", DRG_NOUN_PERSON}, {"suspect", DRG_NOUN_PERSON}, {"talks", DRG_NOUN_EVENT},
    {"tank", DRG_NOUN_VEHICLE}, {"tanker", DRG_NOUN_CRAFT}, {"teacher", DRG_NOUN_PERSON}, {"teen", DRG_NOUN_PERSON},
    {"teenager", DRG_NOUN_PERSON}, {"terrorist", DRG_NOUN_PERSON}, {"test", DRG_NOUN_EVENT},
    {"toddler", DRG_NOUN_PERSON}, {"torpedo", DRG_NOUN_WEAPON}, {"tourist", DRG_NOUN_PERSON},
    {"town", DRG_NOUN_SETTLEMENT}, {"trader", DRG_NOUN_PERSON}, {"trafficker", DRG_NOUN_PERSON},
    {"train", DRG_NOUN_CRAFT}, {"troop", DRG_NOUN_TROOPS}, {"trooper", DRG_NOUN_TROOPS}, {"troops", DRG_NOUN_TROOPS},
    {"truck", DRG_NOUN_CRAFT}, {"uav", DRG_NOUN_WEAPON}, {"uavs", DRG_NOUN_WEAPON}, {"vehicle", DRG_NOUN_CRAFT},
    {"vessel", DRG_NOUN_CRAFT}, {"victim", DRG_NOUN_PERSON}, {"village", DRG_NOUN_SETTLEMENT},
    {"villager", DRG_NOUN_PERSON}, {"violation", DRG_NOUN_EVENT}, {"visit", DRG_NOUN_EVENT},
    {"volunteer", DRG_NOUN_PERSON}, {"warhead", DRG_NOUN_WEAPON}, {"warplane", DRG_NOUN_WEAPON},
    {"warrior", DRG_NOUN_TROOPS}, {"warship", DRG_NOUN_WEAPON}, {"wave", DRG_NOUN_EVENT}, {"weapon", DRG_NOUN_WEAPON},
    {"widow", DRG_NOUN_PERSON}, {"woman", DRG_NOUN_PERSON}, {"worker", DRG_NOUN_PERSON},
    {"worshiper", DRG_NOUN_PERSON}, {"worshipper", DRG_NOUN_PERSON}, {"wounded", DRG_NOUN_INJURED},
    {"youngster", DRG_NOUN_PERSON}, {"youth", DRG_NOUN_PERSON},
};

#define V(what, role) ((int)DRG_WHAT_##what * 4 + (int)DRG_COUNT_##role)

static const drg_word_value verbs[] = {
    {"abduct", V(captured, OBJ)}, {"amass", V(troops, OBJ)}, {"apprehend", V(arrested, OBJ)},
    {"arrest", V(arrested, OBJ)}, {"assassinate", V(dead, OBJ)}, {"assemble", V(participants, SUBJ)},
    {"attend", V(participants, SUBJ)}, {"banish", V(expelled, OBJ)}, {"behead", V(dead, OBJ)},
    {"capitulate", V(surrendered, SUBJ)}, {"capture", V(captured, OBJ)}, {"converge", V(participants, SUBJ)},
    {"dead", V(dead, SUBJ)}, {"defect", V(surrendered, SUBJ)}, {"demolish", V(destroyed, OBJ)},
    {"demonstrate", V(participants, SUBJ)}, {"deploy", V(troops, OBJ)}, {"deport", V(expelled, OBJ)},
    {"destroy", V(destroyed, OBJ)}, {"detain", V(arrested, OBJ)}, {"die", V(dead, SUBJ)},
    {"disappear", V(missing, SUBJ)}, {"dispatch", V(troops, OBJ)}, {"displace", V(displaced, OBJ)},
    {"down", V(intercepted, OBJ)}, {"drown", V(dead, SUBJ)}, {"electrocute", V(dead, OBJ)},
    {"evacuate", V(displaced, BOTH)}, {"exchange", V(released, OBJ)}, {"execute", V(dead, OBJ)},
    {"expel", V(expelled, OBJ)}, {"flatten", V(destroyed, OBJ)}, {"flee", V(displaced, SUBJ)},
    {"free", V(released, OBJ)}, {"garrison", V(troops, OBJ)}, {"gather", V(participants, SUBJ)},
    {"homeless", V(displaced, SUBJ)}, {"hospitalise", V(injured, OBJ)}, {"hospitalize", V(injured, OBJ)},
    {"hurt", V(injured, OBJ)}, {"imprison", V(arrested, OBJ)}, {"incarcerate", V(arrested, OBJ)},
    {"incinerate", V(destroyed, OBJ)}, {"injure", V(injured, OBJ)}, {"injured", V(injured, SUBJ)},
    {"intercept", V(intercepted, OBJ)}, {"jail", V(arrested, OBJ)}, {"kidnap", V(captured, OBJ)},
    {"kill", V(dead, OBJ)}, {"liberate", V(released, OBJ)}, {"lynch", V(dead, OBJ)}, {"maim", V(injured, OBJ)},
    {"march", V(participants, SUBJ)}, {"mass", V(troops, OBJ)}, {"massacre", V(dead, OBJ)},
    {"missing", V(missing, SUBJ)}, {"mobilise", V(troops, OBJ)}, {"mobilize", V(troops, OBJ)},
    {"murder", V(dead, OBJ)}, {"muster", V(troops, OBJ)}, {"neutralise", V(intercepted, OBJ)},
    {"neutralize", V(intercepted, OBJ)}, {"obliterate", V(destroyed, OBJ)}, {"pardon", V(released, OBJ)},
    {"participate", V(participants, SUBJ)}, {"perish", V(dead, SUBJ)}, {"picket", V(participants, SUBJ)},
    {"protest", V(participants, SUBJ)}, {"rally", V(participants, SUBJ)}, {"raze", V(destroyed, OBJ)},
    {"redeploy", V(troops, OBJ)}, {"release", V(released, OBJ)}, {"relocate", V(displaced, BOTH)},
    {"repatriate", V(released, OBJ)}, {"repel", V(intercepted, OBJ)}, {"rescue", V(rescued, OBJ)},
    {"save", V(rescued, OBJ)}, {"slaughter", V(dead, OBJ)}, {"slay", V(dead, OBJ)}, {"station", V(troops, OBJ)},
    {"succumb", V(dead, SUBJ)}, {"surrender", V(surrendered, SUBJ)}, {"swap", V(released, OBJ)},
    {"unaccounted", V(missing, SUBJ)}, {"uproot", V(displaced, OBJ)}, {"vanish", V(missing, SUBJ)},
    {"wound", V(injured, OBJ)}, {"wounded", V(injured, SUBJ)}, {"wreck", V(destroyed, OBJ)},
};

/* What a noun says of those it befalls or who make it up. */
static const drg_word_value nominals[] = {
    {"abduction", DRG_WHAT_captured}, {"arrest", DRG_WHAT_arrested}, {"assassination", DRG_WHAT_dead},
    {"attendance", DRG_WHAT_participants}, {"beheading", DRG_WHAT_dead}, {"buildup", DRG_WHAT_troops},
    {"capture", DRG_WHAT_captured}, {"casualty", DRG_WHAT_casualties}, {"contingent", DRG_WHAT_troops},
    {"crowd", DRG_WHAT_participants}, {"death", DRG_WHAT_dead}, {"demonstration", DRG_WHAT_participants},
    {"deployment", DRG_WHAT_troops}, {"deportation", DRG_WHAT_expelled}, {"destruction", DRG_WHAT_destroyed},
    {"detention", DRG_WHAT_arrested}, {"disappearance", DRG_WHAT_missing}, {"displacement", DRG_WHAT_displaced},
    {"evacuation", DRG_WHAT_displaced}, {"exchange", DRG_WHAT_released}, {"execution", DRG_WHAT_dead},
    {"exodus", DRG_WHAT_displaced}, {"expulsion", DRG_WHAT_expelled}, {"force", DRG_WHAT_troops},
    {"freedom", DRG_WHAT_released}, {"freeing", DRG_WHAT_released}, {"garrison", DRG_WHAT_troops},
    {"gathering", DRG_WHAT_participants}, {"imprisonment", DRG_WHAT_arrested}, {"injury", DRG_WHAT_injured},
    {"interception", DRG_WHAT_intercepted}, {"jailing", DRG_WHAT_arrested}, {"kidnapping", DRG_WHAT_captured},
    {"killing", DRG_WHAT_dead}, {"liberation", DRG_WHAT_released}, {"march", DRG_WHAT_participants},
    {"martyrdom", DRG_WHAT_dead}, {"massacre", DRG_WHAT_dead}, {"mobilisation", DRG_WHAT_troops},
    {"mobilization", DRG_WHAT_troops}, {"murder", DRG_WHAT_dead}, {"protest", DRG_WHAT_participants},
    {"rally", DRG_WHAT_participants}, {"redeployment", DRG_WHAT_troops}, {"release", DRG_WHAT_released},
    {"repatriation", DRG_WHAT_released}, {"rescue", DRG_WHAT_rescued}, {"return", DRG_WHAT_released},
    {"seizure", DRG_WHAT_captured}, {"slaughter", DRG_WHAT_dead}, {"slaying", DRG_WHAT_dead},
    {"surrender", DRG_WHAT_surrendered}, {"swap", DRG_WHAT_released}, {"toll", DRG_WHAT_dead},
    {"turnout", DRG_WHAT_participants}, {"wounding", DRG_WHAT_injured},
};

static const drg_word_value holders[] = {
    {"average", 1}, {"bunch", 1}, {"count", 1}, {"couple", 1}, {"dozen", 1}, {"dozens", 1}, {"estimate", 1},
    {"figure", 1}, {"group", 1}, {"handful", 1}, {"hundred", 1}, {"hundreds", 1}, {"majority", 1}, {"maximum", 1},
    {"million", 1}, {"millions", 1}, {"minimum", 1}, {"number", 1}, {"party", 1}, {"record", 1}, {"remainder", 1},
    {"rest", 1}, {"score", 1}, {"scores", 1}, {"sum", 1}, {"tally", 1}, {"team", 1}, {"tens", 1}, {"thousand", 1},
    {"thousands", 1}, {"total", 1},
};

static const drg_word_value changers[] = {
    {"bring", 1}, {"change", 1}, {"climb", 1}, {"cut", 1}, {"decline", 1}, {"decrease", 1}, {"double", 1},
    {"down", 1}, {"downgrade", 1}, {"drop", 1}, {"expand", 1}, {"fall", 1}, {"go", 1}, {"grow", 1}, {"increase", 1},
    {"jump", 1}, {"lower", 1}, {"raise", 1}, {"reduce", 1}, {"revise", 1}, {"rise", 1}, {"shrink", 1}, {"soar", 1},
    {"surge", 1}, {"swell", 1}, {"up", 1}, {"update", 1}, {"upgrade", 1},
};

static const drg_word_value labels[] = {
    {"act", 1}, {"apartment", 1}, {"apollo", 1}, {"area", 1}, {"article", 1}, {"articles", 1}, {"block", 1},
    {"brigade", 1}, {"building", 1}, {"bus", 1}, {"camp", 1}, {"category", 1}, {"channel", 1}, {"chapter", 1},
    {"chapters", 1}, {"class", 1}, {"clause", 1}, {"day", 1}, {"episode", 1}, {"figure", 1}, {"flight", 1},
    {"form", 1}, {"formula", 1}, {"gate", 1}, {"grade", 1}, {"group", 1}, {"highway", 1}, {"house", 1}, {"item", 1},
    {"level", 1}, {"line", 1}, {"lot", 1}, {"model", 1}, {"no", 1}, {"no.", 1}, {"nos", 1}, {"nos.", 1},
    {"number", 1}, {"page", 1}, {"pages", 1}, {"paragraph", 1}, {"part", 1}, {"phase", 1}, {"pier", 1},
    {"platform", 1}, {"point", 1}, {"precinct", 1}, {"resolution", 1}, {"room", 1}, {"round", 1}, {"route", 1},
    {"rule", 1}, {"season", 1}, {"section", 1}, {"sections", 1}, {"sector", 1}, {"stage", 1}, {"table", 1},
    {"terminal", 1}, {"title", 1}, {"track", 1}, {"train", 1}, {"type", 1}, {"unit", 1}, {"version", 1},
    {"volume", 1}, {"ward", 1}, {"week", 1}, {"zone", 1},
};

static const word_text currencies[] = {
    {"$", "USD", DRG_WHAT_money}, {"a$", "AUD", DRG_WHAT_money}, {"c$", "CAD", DRG_WHAT_money},
    {"cny", "CNY", DRG_WHAT_money}, {"dinar", "IQD", DRG_WHAT_money}, {"dinars", "IQD", DRG_WHAT_money},
    {"dirham", "AED", DRG_WHAT_money}, {"dirhams", "AED", DRG_WHAT_money}, {"dollar", "USD", DRG_WHAT_money},
    {"dollars", "USD", DRG_WHAT_money}, {"eur", "EUR", DRG_WHAT_money}, {"euro", "EUR", DRG_WHAT_money},
    {"euros", "EUR", DRG_WHAT_money}, {"franc", "CHF", DRG_WHAT_money}, {"francs", "CHF", DRG_WHAT_money},
    {"gbp", "GBP", DRG_WHAT_money}, {"hk$", "HKD", DRG_WHAT_money}, {"hryvnia", "UAH", DRG_WHAT_money},
    {"hryvnias", "UAH", DRG_WHAT_money}, {"hryvnya", "UAH", DRG_WHAT_money}, {"jpy", "JPY", DRG_WHAT_money},
    {"krona", "SEK", DRG_WHAT_money}, {"kronor", "SEK", DRG_WHAT_money}, {"lira", "TRY", DRG_WHAT_money},
    {"liras", "TRY", DRG_WHAT_money}, {"naira", "NGN", DRG_WHAT_money}, {"peso", "MXN", DRG_WHAT_money},
    {"pesos", "MXN", DRG_WHAT_money}, {"pound", "GBP", DRG_WHAT_money}, {"pounds", "GBP", DRG_WHAT_money},
    {"renminbi", "CNY", DRG_WHAT_money}, {"rial", "IRR", DRG_WHAT_money}, {"rials", "IRR", DRG_WHAT_money},
    {"riyal", "SAR", DRG_WHAT_money}, {"riyals", "SAR", DRG_WHAT_money}, {"rouble", "RUB", DRG_WHAT_money},
    {"roubles", "RUB", DRG_WHAT_money}, {"rub", "RUB", DRG_WHAT_money}, {"ruble", "RUB", DRG_WHAT_money},
    {"rubles", "RUB", DRG_WHAT_money}, {"rupee", "INR", DRG_WHAT_money}, {"rupees", "INR", DRG_WHAT_money},
    {"shekel", "ILS", DRG_WHAT_money}, {"shekels", "ILS", DRG_WHAT_money}, {"tenge", "KZT", DRG_WHAT_money},
    {"uah", "UAH", DRG_WHAT_money}, {"us$", "USD", DRG_WHAT_money}, {"usd", "USD", DRG_WHAT_money},
    {"won", "KRW", DRG_WHAT_money}, {"yen", "JPY", DRG_WHAT_money}, {"yuan", "CNY", DRG_WHAT_money},
    {"zloty", "PLN", DRG_WHAT_money}, {"zlotys", "PLN", DRG_WHAT_money}, {"£", "GBP", DRG_WHAT_money},
    {"¥", "JPY", DRG_WHAT_money}, {"₩", "KRW", DRG_WHAT_money}, {"₪", "ILS", DRG_WHAT_money},
    {"€", "EUR", DRG_WHAT_money}, {"₴", "UAH", DRG_WHAT_money}, {"₹", "INR", DRG_WHAT_money},
    {"₽", "RUB", DRG_WHAT_money},
};

static const word_text measures[] = {
    {"%", "percent", DRG_WHAT_other}, {"acre", "acre", DRG_WHAT_area}, {"acres", "acre", DRG_WHAT_area},
    {"barrel", "barrel", DRG_WHAT_other}, {"barrels", "barrel", DRG_WHAT_other},
    {"centimeter", "centimeter", DRG_WHAT_other}, {"centimeters", "centimeter", DRG_WHAT_other},
    {"centimetre", "centimeter", DRG_WHAT_other}, {"centimetres", "centimeter", DRG_WHAT_other},
    {"cm", "centimeter", DRG_WHAT_other}, {"degree", "degree", DRG_WHAT_other}, {"degrees", "degree", DRG_WHAT_other},
    {"feet", "foot", DRG_WHAT_other}, {"foot", "foot", DRG_WHAT_other}, {"ft", "foot", DRG_WHAT_other},
    {"gallon", "gallon", DRG_WHAT_other}, {"gallons", "gallon", DRG_WHAT_other},
    {"gigawatt", "gigawatt", DRG_WHAT_other}, {"gigawatts", "gigawatt", DRG_WHAT_other},
    {"gram", "gram", DRG_WHAT_other}, {"grams", "gram", DRG_WHAT_other}, {"gw", "gigawatt", DRG_WHAT_other},
    {"ha", "hectare", DRG_WHAT_area}, {"hectare", "hectare", DRG_WHAT_area}, {"hectares", "hectare", DRG_WHAT_area},
    {"inch", "inch", DRG_WHAT_other}, {"inches", "inch", DRG_WHAT_other}, {"kg", "kilogram", DRG_WHAT_other},
    {"kilo", "kilogram", DRG_WHAT_other}, {"kilogram", "kilogram", DRG_WHAT_other},
    {"kilogramme", "kilogram", DRG_WHAT_other}, {"kilogrammes", "kilogram", DRG_WHAT_other},
    {"kilograms", "kilogram", DRG_WHAT_other}, {"kilometer", "kilometer", DRG_WHAT_other},
    {"kilometers", "kilometer", DRG_WHAT_other}, {"kilometre", "kilometer", DRG_WHAT_other},
    {"kilometres", "kilometer", DRG_WHAT_other}, {"kilos", "kilogram", DRG_WHAT_other},
    {"kiloton", "kiloton", DRG_WHAT_other}, {"kilotons", "kiloton", DRG_WHAT_other},
    {"kilowatt", "kilowatt", DRG_WHAT_other}, {"kilowatts", "kilowatt", DRG_WHAT_other},
    {"km", "kilometer", DRG_WHAT_other}, {"km/h", "kilometer per hour", DRG_WHAT_other},
    {"kms", "kilometer", DRG_WHAT_other}, {"kph", "kilometer per hour", DRG_WHAT_other},
    {"kt", "kiloton", DRG_WHAT_other}, {"kw", "kilowatt", DRG_WHAT_other}, {"liter", "liter", DRG_WHAT_other},
    {"liters", "liter", DRG_WHAT_other}, {"litre", "liter", DRG_WHAT_other}, {"litres", "liter", DRG_WHAT_other},
    {"m", "meter", DRG_WHAT_other}, {"megawatt", "megawatt", DRG_WHAT_other},
    {"megawatts", "megawatt", DRG_WHAT_other}, {"meter", "meter", DRG_WHAT_other},
    {"meters", "meter", DRG_WHAT_other}, {"metre", "meter", DRG_WHAT_other}, {"metres", "meter", DRG_WHAT_other},
    {"mi", "mile", DRG_WHAT_other}, {"mile", "mile", DRG_WHAT_other}, {"miles", "mile", DRG_WHAT_other},
    {"millimeter", "millimeter", DRG_WHAT_other}, {"millimeters", "millimeter", DRG_WHAT_other},
    {"millimetre", "millimeter", DRG_WHAT_other}, {"millimetres", "millimeter", DRG_WHAT_other},
    {"mm", "millimeter", DRG_WHAT_other}, {"mph", "mile per hour", DRG_WHAT_other},
    {"mw", "megawatt", DRG_WHAT_other}, {"nmi", "nautical mile", DRG_WHAT_other}, {"pct", "percent", DRG_WHAT_other},
    {"percent", "percent", DRG_WHAT_other}, {"ton", "ton", DRG_WHAT_other}, {"tonne", "tonne", DRG_WHAT_other},
    {"tonnes", "tonne", DRG_WHAT_other}, {"tons", "ton", DRG_WHAT_other}, {"yards", "yard", DRG_WHAT_other},
    {"°", "degree", DRG_WHAT_other},
};

drg_noun_kind drg_quantity_words__noun(drg_str lemma)
{
    int value = DRG_NOUN_UNKNOWN;
    DRG_WORD_VALUE(nouns, lemma, &value);
    return (drg_noun_kind)value;
}

bool drg_noun_kind__may_be_person(drg_noun_kind kind)
{
    return kind <= DRG_NOUN_CAPTIVE;
}

drg_count_role drg_quantity_words__verb(drg_str lemma, drg_what *what)
{
    int value = 0;
    if (!DRG_WORD_VALUE(verbs, lemma, &value))
        return DRG_COUNT_NONE;
    *what = (drg_what)(value / 4);
    return (drg_count_role)(value % 4);
}

bool drg_quantity_words__nominal(drg_str lemma, drg_what *what)
{
    int value = 0;
    if (!DRG_WORD_VALUE(nominals, lemma, &value))
        return false;
    *what = (drg_what)value;
    return true;
}

bool drg_quantity_words__holds_count(drg_str lemma)
{
    int value = 0;
    return DRG_WORD_VALUE(holders, lemma, &value);
}

bool drg_quantity_words__changes(drg_str lemma)
{
    int value = 0;
    return DRG_WORD_VALUE(changers, lemma, &value);
}

bool drg_quantity_words__label(drg_str low)
{
    int value = 0;
    return DRG_WORD_VALUE(labels, low, &value);
}

static const word_text *find_text(const word_text *table, size_t n, drg_str word)
{
    size_t low = 0;
    while (low < n) {
        size_t mid = low + (n - low) / 2;
        int order = drg_str_cmp(drg_str_of(table[mid].word), word);
        if (order == 0)
            return &table[mid];
        if (order < 0)
            low = mid + 1;
        else
            n = mid;
    }
    return NULL;
}

drg_str drg_quantity_words__currency(drg_str low)
{
    const word_text *found = find_text(currencies, sizeof currencies / sizeof *currencies, low);
    return found ? drg_str_of(found->text) : (drg_str){0};
}

drg_str drg_quantity_words__measure(drg_str low, drg_what *what)
{
    const word_text *found = find_text(measures, sizeof measures / sizeof *measures, low);
    if (!found)
        return (drg_str){0};
    *what = found->what;
    return drg_str_of(found->text);
}
