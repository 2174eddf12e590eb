using System.Buffers;
using System.Collections.Frozen;

namespace BotQA.Knowledge.Chunking;

/// <summary>Words that decide whether a full stop ends a sentence.</summary>
internal static class Abbreviations
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyAEIOUY");

    private static readonly WordSet Titles = new(
        """
        Mr Mrs Ms Mx Messrs Mme Mmes Mlle Dr Drs Prof Profs Gen Lt Col Sgt Cpl Capt Cmdr Cdr Adm Maj Brig Pvt Sen Sens Rep Reps Gov Govs
        Pres Rev Revd Fr Hon Supt Insp Amb Atty Msgr Hr Frl Dipl Ing Sra Srta Dra Ste Sts Lieut
        """,
        StringComparer.Ordinal);

    private static readonly WordSet Inner = new(
        """
        e.g i.e eg ie cf vs v viz ca approx esp incl excl resp aka a.k.a s.v q.v c b d r fl transl trans ed eds hrsg vgl z.b d.h u.a bzw
        bspw ggf ca evtl sog usw.a lt.-gen lt.-col lt.-gov maj.-gen brig.-gen p.ex
        """,
        StringComparer.OrdinalIgnoreCase);

    private static readonly WordSet Numbered = new(
        """
        no nos nr nrn num fig figs p pp pg pgs vol vols ch chs chap sec secs sect art arts para paras par col cols tab app eq eqs eqn
        op ex n nn l ll ver rev bd abs abb s st sv kap ziff stat
        """,
        StringComparer.OrdinalIgnoreCase);

    private static readonly WordSet Months = new("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec", StringComparer.Ordinal);

    private static readonly WordSet Either = new(
        """
        Inc Ltd Co Cos Corp Bros LLC Cie Jr Sr Esq St Ave Blvd Rd Sq Hwy Pkwy Mt Mts Ft Pt Is Univ Dept Depts Assn Assoc Inst Natl Intl Govt
        Est est Mon Tue Tues Thu Thur Thurs Fri Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mich Minn Miss Mo Mont Neb
        Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que al Ph.D Ph.Ds M.Sc B.Sc Sc.D LL.B LL.M Ed.D D.Phil M.Phil
        min max avg misc dept tel ext temp lat long alt orig pop
        """,
        StringComparer.Ordinal);

    private static readonly WordSet ExclaimedNames = new("Yahoo Jeopardy Joomla Wham", StringComparer.Ordinal);

    private static readonly WordSet TimeFollowers = new(
        """
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
        November December Eastern Central Mountain Pacific Atlantic Greenwich Moscow EST EDT CST CDT MST MDT PST PDT ET CT MT PT GMT UTC
        BST CET CEST
        """,
        StringComparer.Ordinal);

    private static readonly WordSet OrdinalFollowers = new(
        "Januar Jänner Februar März Mai Juni Juli Oktober Dezember Jahrhundert Jahrhunderts Jahrhunderten Jahrestag Geburtstag Lebensjahr Klasse",
        StringComparer.Ordinal);

    /// <summary>Nouns that a letter follows: "vitamin C."</summary>
    private static readonly WordSet LetterTakers = new(
        """
        vitamin vitamins hepatitis influenza grade class type group plan part section option team phase category level case appendix
        exhibit zone point side variable factor set schedule annex block column row step serie series ward war
        """,
        StringComparer.OrdinalIgnoreCase);

    private static readonly WordSet Starters = new(
        """
        The A An This That These Those It Its He His Him She Her They Their Them We Our Us You Your I My Me In On At By For From To With
        Without Within Of Off After Before During Since Until Till While When Whenever Where Wherever Why What Whatever Who Whoever Whom
        Whose Which How If Unless Although Though Because As However Therefore Thus Hence Moreover Furthermore Also Additionally Meanwhile
        Nevertheless Nonetheless Otherwise Then There Here Some Someone Somebody Something Many Much Most More Several Few Both Each Every
        Everyone Everything Everybody All Another Other Others Such No Nobody Nothing None Not Nor Neither Either One Two Three Four Five
        Six Seven Eight Nine Ten But And Or So Yet Despite Among Amongst Between According Under Over Upon Along Through Throughout Instead
        Later Earlier Early Late Recently Today Tonight Tomorrow Yesterday Now Nowadays Once Only Even Ever Never Still Just Like Unlike
        Let Do Does Did Is Are Was Were Has Have Had Can Could Would Should Might Must Shall Finally First Firstly Second Secondly Third
        Next Last Eventually Initially Originally Currently Previously Subsequently Afterwards Afterward Generally Usually Often Sometimes
        Typically Perhaps Maybe Please Indeed Overall Given Based Due Besides Beyond Above Below Behind Beneath Across Around
        Against About Whether Whereas Whilst Well Yes Again Already Almost Any Anyone Anything Anybody People Its It's It’s I'm
        I've Don't Don’t There's There’s That's That’s He's She's They're We're You're Unfortunately Fortunately
        Oddly Specifically Similarly Consequently Accordingly Interestingly Importantly Notably Conversely Alternatively Ultimately Clearly
        Apparently Certainly Possibly Probably Particularly Especially Results
        Der Die Das Ein Eine Es Er Sie Wir Ich Im Dies Diese Dieser Dieses
        """,
        StringComparer.Ordinal);

    /// <summary>What kind of abbreviation a word before a full stop is.</summary>
    /// <param name="word">The word without its last full stop: "Mr", "U.S".</param>
    public static AbbreviationKind KindOf(ReadOnlySpan<char> word)
    {
        if (word.Length == 1 && char.IsUpper(word[0]))
        {
            return AbbreviationKind.Initial;
        }

        if (Titles.Contains(word) || Inner.Contains(word))
        {
            return AbbreviationKind.Inner;
        }

        if (word.Equals("etc", StringComparison.OrdinalIgnoreCase) || word.Equals("usw", StringComparison.Ordinal))
        {
            return AbbreviationKind.Ending;
        }

        if (IsTime(word))
        {
            return AbbreviationKind.Time;
        }

        // "St." and "Jan." stand before names and before numbers.
        return Either.Contains(word) || Months.Contains(word) || IsDottedLetters(word) ? AbbreviationKind.Either
            : Numbered.Contains(word) ? AbbreviationKind.Numbered
            : IsWithoutVowels(word) ? AbbreviationKind.Either
            : AbbreviationKind.None;
    }

    /// <summary>Whether a word often begins a sentence and seldom a name.</summary>
    public static bool IsStarter(ReadOnlySpan<char> word) => Starters.Contains(word);

    /// <summary>Whether an exclamation mark is part of a name.</summary>
    public static bool IsExclaimedName(ReadOnlySpan<char> word) => ExclaimedNames.Contains(word);

    /// <summary>Whether a word belongs to the time of day before it.</summary>
    public static bool FollowsTime(ReadOnlySpan<char> word) => TimeFollowers.Contains(word);

    /// <summary>Whether a word belongs to a German ordinal number before it.</summary>
    public static bool FollowsOrdinal(ReadOnlySpan<char> word) => OrdinalFollowers.Contains(word);

    /// <summary>Whether a single letter after a word is no initial.</summary>
    public static bool TakesLetter(ReadOnlySpan<char> word) => LetterTakers.Contains(word);

    private static bool IsTime(ReadOnlySpan<char> word) =>
        word.Length is 2 or 3 && word[0] is 'a' or 'p' or 'A' or 'P' && word[^1] is 'm' or 'M' && (word.Length == 3 ? word[1] == '.' : char.IsLower(word[1]));

    /// <summary>Letters one by one: "U.S", "J.R.R".</summary>
    private static bool IsDottedLetters(ReadOnlySpan<char> word)
    {
        if (word.Length < 3 || word.Length % 2 == 0)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An abbreviation by its looks, such as "Bldg"; not an acronym in capitals or a unit in small letters.</summary>
    private static bool IsWithoutVowels(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 5 || !char.IsAsciiLetterUpper(word[0]) || word.ContainsAny(Vowels))
        {
            return false;
        }

        return !word[1..].ContainsAnyExceptInRange('a', 'z');
    }

    /// <summary>Words that can be looked up by a part of a text.</summary>
    private readonly struct WordSet(string words, StringComparer comparer)
    {
        private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup =
            words.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(comparer).GetAlternateLookup<ReadOnlySpan<char>>();

        public bool Contains(ReadOnlySpan<char> word) => _lookup.Contains(word);
    }
}
