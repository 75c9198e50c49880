//! Words that stand in every other story and tell none apart: function words of English, German, French, Spanish,
//! Italian, Portuguese and Dutch, the commonest words of English news, days and months (stories of one week share those).
//! Other languages do without: there the weighing by rarity has to do. Left out are words that tell much
//! in English (war, door).

use crate::text::{Table, count};

/// As stems, in the order of their bytes.
const COMMON: &str = "\
    a aan aber about according across ad add added adding after again against agli ago ai ainda ainsi al alguno all \
    alla alle allo allow almost along alor already als also although am amid among an anche ancora and ander anni \
    anno announced ano anos another ante any ao aos april aprè apó aquí are around as asked así at até au auch auf \
    august aunque aus aussi autre aux avait avant avec avere aveva avoir away año back bajo be became because become \
    been before began bei beim being bereit between biggest bij bis both but by c'est c'è cada called calling came \
    can ce ces cet cette ceux che chez chi ci com come coming comme como con contra contre contro così could country \
    cual cuando cui d'un d'une da dagli dai dal dalla dalle damit dan dans das dass dat day days de december degli \
    dei del della delle dello dem den depoi depui der des desde despué deux deze di dia dias did die dies diese \
    diesem diesen dieser dijo disse dit do doch does dois donde dont dopo dos dove down drei du duas due durante \
    durch during día e each earlier early ed een eerste ein eine einem einen einer el ela ele eles ella elle ello em \
    en encore end entre er era erano erst es esa ese eso essa esse essere est esta estaba este esto está están estão \
    et etwa eux even every expected fa faire fait far february few fino first five foi following for foram four fra \
    friday from fue fueron full further für gave ge geen gegen get gibt give given gli go going good government great \
    group ha haar habe haben había had han hanno has hasta hat hatte hatten have hay he heb hebben heeft held help \
    hem her here het high hij him his hoe hour how however hun há i ich if ihm ihn ihr ihre ihren ihrer ik il ils im \
    immer in including into io is isso ist it its itself jaar jahr jahre jahren january je jeudi jour july june just \
    já kan kann keep kein keine know known kunnen können l'on la large las last late later le least led left lei les \
    less leur li like likely little lo local long loro lors los lui lundi ma maar made mais major make making man \
    many march mardi mas may me meer meeting mehr men mentre mercredi mesmo met mientra might mij million mit moet \
    mois molto monday month more most mr mrs ms much muito muss must muy my más même n'a n'est na naar nach nas ne \
    near nearly need nei nel nella nelle nello nem neue neuen never new news next ni nicht niet night no noch nog noi \
    non nos not notre nous nouveau nouvelle november now nu num numa number nun nur não né o ob october oder of off \
    official ogni ohne old oltre om omdat on once onder one only ont ook op or os other otra otro ou our out over own \
    où par para part pas pela pelo pendant people per percent perché pero peu peut più place plan plus plusieur poco \
    poi point police por porque pour president prima prè public puede put può qu'il qu'un quale quando que quella \
    quello quem questa queste questi questo qui quien report reported reporter right s'est sa sagte said same samedi \
    sans sarà saturday saw say saying says schon se second see segundo según sei sein seine seinem seinen seiner seit \
    selon sem semaine senza september ser ses seu seus seven several she should show si sia sich sido sie sin since \
    sind six so sobre soll sollen some son sono sont source sous sowie sowohl spokesman spokeswoman stata state \
    statement stati stato still su sua such sue sugli sui sul sulla sulle sunday suo suoi sur sus são sí take taken \
    también também tan te tegen teilte tem ten than that the their them then there these they think third this those \
    though three through thursday tiene tienen time to today todo toen told tomorrow too took tot tous tout toute tra \
    tras tre tres troi trè trê tuesday tutti tutto twee two têm uit um uma un una und under une uno unos uns unter \
    until up us use used van veel vendredi vers very você volgen vom von voor vor vous waar want waren was wat way we \
    wednesday week weil wel well wenn went wer werd werden were what when where whether which while who whose why wie \
    wieder will wir wird with within without wo woman women worden wordt work working world would wurde wurden y ya \
    year yesterday yet you your ze zegt zei zich zij zijn zo zou zu zum zur zwei zwischen à às è é él étaient était \
    été être über";

/// Whether a word's stem is a common one.
pub(super) fn is_common(key: &str) -> bool {
    static TABLE: Table<{ count(COMMON) }> = Table::of(COMMON);
    TABLE.holds(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(COMMON.split(' ').is_sorted());
        assert!(is_common("the") && is_common("für") && is_common("your") && !is_common("bridge"));
    }
}
