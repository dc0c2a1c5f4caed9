"""Articles written for the tests of copies, one sentence a line, in the manner of real newspapers.

``PORT`` and ``PORT_TOO`` are of two newsrooms on one meeting and have a quotation in common;
``PORT_RU`` is the first in Russian. None of them is a copy of another.
"""

# ruff: noqa: E501, RUF001 - a sentence a line, in five languages
from __future__ import annotations

PORT = """
The ministers of four coastal states left the harbour office in Lorn after midnight without a paper to sign.
They had come to settle who may search ships in the strait once the ceasefire takes effect next month.
Officials in the room described a meeting that began well and soured over a single line on page six.
That line would have given the inspectors the right to board a vessel without asking the captain's flag state.
Two of the four governments regard this as the heart of the plan, and the other two as an insult.
“We can search a ship in two hours or in two weeks, but we cannot search it twice,” said Astrid Vale, who chairs the talks.
She added that the draft was still alive and that nobody had walked out, although one delegation had taken its coats.
The strait carries a third of the region's grain and nearly all of its fuel oil.
Since the shelling of the northern pier in August insurers have tripled what they charge for a single passage.
Small shipowners say they will stop sailing before winter if the premium does not come down.
A retired admiral who advises the southern delegation called the dispute a quarrel about pride rather than about law.
In his view forty inspectors with two fast boats would be enough for the first half year.
Others put the number far higher, and a study by the harbour authority speaks of at least three hundred.
The difference lies in the nights: whether the boats patrol around the clock or only when a convoy is due.
Money is a smaller obstacle than it was in spring, when the development bank had not yet offered a loan.
The loan would cover the boats, the radar on the lighthouse and wages for eighteen months.
It comes with the condition that an outside auditor may look at every seizure and publish a list.
Ms Vale invited the delegations to return on the ninth with lawyers who are allowed to decide something.
Until then the old arrangement holds, under which each state stops whatever it likes and explains nothing afterwards.
A fisherman who had waited all evening outside for news shrugged and said that the fish did not read drafts.
"""
PORT_TOO = """
Talks on inspecting vessels in the Lorn strait broke off early on Wednesday, diplomats told this newspaper.
There is no new date that all sides have confirmed, although the chairwoman spoke of the ninth.
At issue is whether a neutral team should be free to go aboard without prior consent.
The two northern governments insist on it, because they suspect that shells arrive hidden under sacks of wheat.
Their southern neighbours answer that a merchant ship is a piece of home territory and must be treated so.
“We can search a ship in two hours or in two weeks, but we cannot search it twice,” said Astrid Vale, a former judge.
Her remark was meant for both camps, according to an aide, and neither of them laughed.
The failure worries exporters more than generals, for the harvest is in and the silos along the river are full.
Brokers in the capital reported that freight rates rose again within an hour of the announcement.
One large trading house has begun to send its maize by rail, at nearly double the price.
Behind the legal argument stands a plainer one about who would command the patrol boats.
A proposal from the island republic foresees a commander who changes every four months, in alphabetical order.
Critics call that a recipe for learning nothing, since no crew would keep the same captain for one season.
The alternative, a single officer from a country that has no coast, found polite interest and no supporter.
Humanitarian groups had hoped for a quick deal, as medicines for the besieged valley travel by the same route.
They counted eleven deliveries that were held up last month, six of them until the cold chain had failed.
Parliament in the northern capital will debate the matter on Friday, and the opposition wants ministers to explain themselves.
Its leader said the government had gone to the coast with a flag and had come home with a bill.
Nobody at the foreign ministry wished to comment on how far the mandate of its own negotiator really went.
A compromise drafted overnight, which would limit boardings to daylight, is said to be on its way by courier.
"""
WINTER = """
Engineers in the hill district are racing to bring four substations back before the first hard frost.
The crews sleep in school gymnasiums and work by the light of generators that the army has lent them.
Their foreman, Daniel Okoro, keeps a list of spare parts on the back of a calendar from the year before the war.
On the list are nine transformers, of which he has two and a promise.
Since the truce of September no shell has landed within twenty kilometres, which he calls the best news of the year.
Yet a mine went off under a lorry on the eastern track, and since then every pylon must be swept twice.
Sappers manage about six pylons a day, and there are nearly seven hundred between the dam and the city.
The electricity company asked foreign armies for help in clearing, and so far only one has answered.
A platoon of thirty with three machines arrived on Sunday and was met by the brass band of the fire brigade.
Its captain would not say how long it may stay, because that is for her parliament to decide in November.
Hospitals have moved their operating lists to the four hours in which power is certain.
In the maternity ward nurses warm blankets on a wood stove that was carried up from a museum.
The mayor wants to buy a floating power station, but the river is too low for it until the rains come.
Economists warn that a dark winter would send another hundred thousand people across the border.
They recall how the last exodus emptied the technical schools whose graduates are now so badly missed.
A fund set up by three neighbouring cities has paid for cable and diesel but may not pay wages.
That rule was written by accountants who had never seen a pylon, Mr Okoro said, and laughed.
He hopes to connect the children's clinic on Thursday, and the bakery in the same street a day later.
After that come the pumps, without which the upper quarters have carried water in buckets since July.
If the truce breaks he will lock his calendar in the safe and start again in spring.
"""
PORT_RU = """
Министры четырёх прибрежных государств покинули здание портового управления в Лорне после полуночи, так ничего и не подписав.
Они съехались, чтобы решить, кто вправе досматривать суда в проливе, когда в следующем месяце вступит в силу перемирие.
Участники встречи рассказывают, что началась она хорошо, а испортила её единственная строка на шестой странице.
Эта строка давала бы инспекторам право подниматься на борт, не спрашивая согласия государства, под чьим флагом идёт судно.
Два правительства считают это сутью всего плана, а два других видят в этом оскорбление.
«Мы можем досмотреть корабль за два часа или за две недели, но не можем досматривать его дважды», — сказала председатель переговоров Астрид Вале.
Она добавила, что проект жив и что никто не хлопнул дверью, хотя одна из делегаций уже взяла в гардеробе пальто.
Через пролив идёт треть зерна, которое вывозит регион, и почти весь мазут.
После августовского обстрела северного причала страховщики утроили плату за каждый проход.
Мелкие судовладельцы предупреждают, что перестанут ходить ещё до зимы, если сборы не снизятся.
Отставной адмирал, который консультирует южную делегацию, назвал спор вопросом гордости, а вовсе не права.
По его мнению, на первые полгода хватило бы сорока инспекторов и двух быстроходных катеров.
Другие называют число куда большее, а в исследовании портового управления речь идёт по меньшей мере о трёхстах.
Разница объясняется ночами: будут ли катера ходить круглые сутки или только перед проводкой каравана.
Деньги мешают меньше, чем весной, когда банк развития ещё не предложил ссуду.
Ссуды хватит на катера, радар на маяке и жалованье за восемнадцать месяцев.
Взамен посторонний ревизор получит право изучать каждый случай задержания и публиковать общий список.
Вале пригласила делегации вернуться девятого числа вместе с юристами, которым разрешено хоть что-нибудь решать.
До тех пор действует прежний порядок: каждое государство останавливает кого хочет и ничего потом не объясняет.
Рыбак, весь вечер ждавший новостей у входа, пожал плечами и сказал, что рыба черновиков не читает.
Утром в порту снова выстроилась очередь сухогрузов, и лоцманы, ругаясь, развозили на катерах горячий чай и свежие газеты.
"""
BRIDGE_RU = """
Понтонный мост у посёлка Заречного, который военные инженеры наводили девять дней, открыли для грузовиков во вторник.
Первой по нему прошла колонна с углём, за ней потянулись автобусы, хотя пассажирам велели идти пешком.
Постоянную переправу разрушили ещё позапрошлой осенью, и с той поры город жил одной узкой дорогой через перевал.
Зимой её заносило, и хлеб на левый берег возили на снегоходах, а больных — на вертолёте.
Комендант участка майор Лаптев говорит, что мост выдержит сорок тонн, но проверять это не советует.
Наблюдатели миссии попросили пропускать машины по одной и записывать каждую в журнал.
Журнал завели в двух экземплярах, однако почерк у постовых такой, что сверить их пока никому не удалось.
На том берегу начинается полоса, откуда обе армии обязались отвести орудия калибром свыше ста миллиметров.
Отвели их или нет, спорят до сих пор: с воздуха видны брезентовые навесы, а под навесы заглянуть нельзя.
Староста Заречного Полина Гущина считает, что людям теперь важнее не пушки, а цены на лекарства.
За неделю они упали вдвое, и в аптеке впервые с весны появился инсулин.
Зато подорожал песок, потому что строители скупают его для подъездов, не торгуясь.
Вернулись и перекупщики, которых гоняли ещё при прежней власти, с теми же весами и теми же шутками.
В администрации обещают до ледостава поставить вторую нитку, чтобы встречные потоки не мешали друг другу.
Для этого не хватает двенадцати понтонов, их ждут по железной дороге с северных складов.
Эшелон застрял на узловой станции, где путейцы третий день требуют погасить долги по зарплате.
Министр транспорта сначала пригрозил им судом, потом приехал сам и выслушал всех в холодном депо.
Договорились, что половину денег выплатят немедленно, а про остальное поговорят, когда эшелон тронется.
Ночью на реке ставят фонари, и мост издалека похож на нитку бус, забытую кем-то на чёрном сукне.
Дети уже придумали считать по нему машины и спорят на орехи, чётное выйдет число или нет.
Старики смотрят на них с обрыва и молчат: в прошлый раз мост простоял одиннадцать дней.
Впрочем, тогда и перемирие было другое, замечает Гущина, без печатей и без свидетелей.
Теперь печатей хватает, остаётся понять, кто отвечает за то, что под ними написано.
"""
SCHOOL_UK = """
У прифронтовому містечку Калинівка першого вересня знову відчинили школу, яку півтора року латали всією громадою.
Вікна привезли з Данії, дах полагодили місцеві теслярі, а дошки пофарбували самі старшокласники.
На урочистій лінійці директорка Оксана Бевз попросила не плескати голосно, бо малеча ще лякається різких звуків.
У підвалі облаштували укриття на двісті місць, з туалетом, водою та окремою кімнатою для психолога.
Саме через нього будівлю не приймали аж три комісії: то двері завузькі, то вентиляція гуде.
Четверта комісія приїхала з новою постановою, і виявилося, що за нею все давно гаразд.
До війни тут навчалося сімсот дітей, нині записалося двісті сорок, решта живе за кордоном або в області.
Частина вчителів викладає зранку в класі, а ввечері, за комп'ютером, тим, хто поїхав.
Голова громади Тарас Мельничук рахує кожну гривню, адже податки після закриття цегельні впали втричі.
Він сподівається на відбудову мосту через Сулу, без якого автобус їздить колом сорок два кілометри.
Гроші на міст обіцяв європейський банк, проте лише після того, як настане сталий мир.
Що таке сталий мир, у договорі не сказано, тому юристи громади листуються про це з весни.
Батьки тим часом склалися на мікроавтобус, за кермо якого сів колишній танкіст.
Він жартує, що тепер у нього найцінніший вантаж і найкоротший маршрут за всю службу.
Спостерігачі міжнародної місії заїжджали двічі, питали про міни на стадіоні та роздали дітям олівці.
Міни справді були, дев'ять штук, їх знешкодили ще навесні, але стрічку з огорожі зняли тільки в серпні.
Фізкультуру поки проводять у коридорі, де підлогу розкреслили крейдою під класики та смугу перешкод.
На уроці історії восьмикласники сперечалися, чи можна вірити перемир'ю, яке ніхто не охороняє.
Більшість вирішила, що вірити не треба, але користуватися варто, доки воно є.
Учителька попросила записати цю думку в зошити і додати до неї дату.
Надвечір над школою знову пролетів безпілотник, і всі, не змовляючись, подивилися спершу вгору, а тоді одне на одного.
Виявилося, що це знімали з повітря новий дах, аби показати його данцям, які подарували вікна.
Знімок вийшов гарний, і тепер він висить біля входу поруч із розкладом евакуації та першим цьогорічним оголошенням про шкільний ярмарок.
"""
CAMP_DE = """
Der Bundestag hat am Donnerstag nach siebenstündiger Debatte das Mandat für eine kleine Beobachtertruppe im Grenzgebiet verlängert.
Bis zu hundertachtzig Soldatinnen und Soldaten dürfen bis Ende September bleiben, die meisten von ihnen Pioniere und Sanitäter.
Die Regierung hatte zweihundertfünfzig beantragt, doch zwei Abgeordnete der eigenen Fraktion wollten die Zahl sinken sehen.
In der Aussprache ging es weniger um Köpfe als um die Frage, wer im Ernstfall den Abzug befiehlt.
Die Verteidigungsministerin versicherte, jede Kompanie habe einen Plan für den Rückweg und genug Treibstoff in den Tanks.
Ein Redner der Opposition hielt ihr entgegen, ein Plan ersetze keine Brücke, und die einzige Brücke sei gesperrt.
Tatsächlich prüft seit Montag ein Statiker aus Graz, ob sie einen Schützenpanzer trägt oder nur einen Postwagen.
Vor Ort sorgt man sich um anderes: Im Lager Birkenfeld fällt seit Wochen die Heizung aus.
Die Wehrbeauftragte berichtete von Zelten, in denen morgens das Waschwasser gefroren war.
Sie verlangte feste Unterkünfte noch vor Weihnachten und erinnerte daran, dass sie dasselbe schon im März gefordert hatte.
Das Beschaffungsamt verweist auf eine Klage des unterlegenen Bieters, über die im November verhandelt wird.
Unterdessen schreinern die Pioniere ihre Hütten selbst, aus Paletten, die ein Möbelhaus gespendet hat.
Bei den Bewohnern der umliegenden Dörfer ist die Truppe beliebt, seit sie den Schulweg von Blindgängern geräumt hat.
Der Pfarrer von Altenried läutet jeden Freitag eine Minute länger, wenn in der Woche nichts passiert ist.
Weniger freundlich klingt, was aus dem Hauptquartier der anderen Seite kommt.
Dort nennt man die Deutschen Zaungäste mit Ferngläsern und schickt ihnen Drohnen über die Küche.
Abgeschossen wird keine, denn die Einsatzregeln erlauben es nur bei unmittelbarer Gefahr für Leib und Leben.
Ob eine Kamera über dem Kochtopf eine solche Gefahr ist, darüber streiten die Rechtsberater.
Finanziell bleibt der Einsatz überschaubar, der Haushalt weist vierundsechzig Millionen Euro aus.
Teurer wird, was danach kommen könnte, nämlich eine Truppe mit eigenem Fluggerät und einem Lazarett.
Darüber will der Ausschuss erst beraten, wenn die Verbündeten sagen, was sie selbst zu geben bereit sind.
Am Abend reiste die Ministerin ab, um genau das herauszufinden, mit leichtem Gepäck und drei Übersetzern.
"""
ISLAND_FR = """
Sur l'île de Saint-Elme, les casques des observateurs sèchent au soleil à côté des filets de pêche.
Ils sont vingt-deux, venus de six pays, et leur bateau tombe en panne un jour sur trois.
Leur mission tient en une phrase : regarder, noter, transmettre, et surtout ne toucher à rien.
Depuis l'accord signé en juin, aucun tir n'a été entendu dans le chenal, ce dont chacun se félicite à voix basse.
« On nous demande d'être les témoins d'un silence, et le silence se photographie mal », soupire le lieutenant Mercadier.
Chaque soir, il envoie un rapport que trois capitales reçoivent et qu'une seule, dit-on, prend la peine de lire.
La préfète, elle, s'inquiète des pêcheurs, qui franchissent la ligne parce que le thon ne la connaît pas.
Quatre barques ont été retenues le mois dernier, puis rendues contre une amende payée en caisses de sardines.
Le ministère des affaires étrangères juge l'incident clos, mais la cour des comptes voudrait savoir où sont passées les caisses.
À l'Assemblée, un groupe de députés réclame que la mission soit doublée avant les tempêtes de novembre.
Le gouvernement répond que le logement manque, l'unique hôtel étant réservé par des ornithologues jusqu'au printemps.
On a songé à un navire-caserne, dont la location coûterait neuf millions d'euros par semestre.
Un amiral à la retraite propose plutôt de réparer le vieux fort, où l'eau potable arrive encore deux heures par jour.
Les habitants, consultés sous le préau de l'école, ont voté pour le fort à une large majorité.
Ils y voient du travail pour les maçons, et une bonne raison de faire enfin venir un médecin.
De l'autre côté du chenal, on observe ces préparatifs avec une ironie qui n'est pas toujours bienveillante.
La radio locale y parle d'une garnison déguisée, tout en diffusant la météo marine des observateurs, réputée plus sûre.
Les deux états-majors ont pourtant rétabli une ligne téléphonique, essayée chaque matin à huit heures précises.
La première conversation a porté sur une bouée dérivante, la deuxième sur l'anniversaire d'un colonel.
De tels gestes ne font pas une paix, reconnaît la préfète, mais ils font des semaines, et les semaines s'additionnent.
Le mandat expire à la fin de l'hiver ; personne, ici, n'a commencé à faire ses valises.
"""


def _sentences(text: str) -> list[str]:
    return text.strip().split("\n")


TEXTS = {
    name: _sentences(text)
    for name, text in {
        "port": PORT, "port too": PORT_TOO, "winter": WINTER, "port in Russian": PORT_RU,
        "bridge": BRIDGE_RU, "school": SCHOOL_UK, "camp": CAMP_DE, "island": ISLAND_FR,
    }.items()
}  # fmt: skip
LANGUAGES = ("en", "en", "en", "ru", "ru", "uk", "de", "fr")
