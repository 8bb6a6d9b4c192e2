<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE">
<context>
    <name>ActionRow</name>
    <message>
        <source>next</source>
        <translation>sedan</translation>
    </message>
</context>
<context>
    <name>AgentsTable</name>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Klockslag</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Uppdrag</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Tillgänglig</translation>
    </message>
    <message>
        <source>Filter, for example an*, 8090</source>
        <translation>Filtrera, till exempel an*, 8090</translation>
    </message>
    <message>
        <source>Filter the agents</source>
        <translation>Filtrera handläggare</translation>
    </message>
    <message>
        <source>User names, names or groups with commas between; * is anything, and nothing is everybody</source>
        <translation>Användarnamn, namn eller grupper med komma emellan; * är vad som helst, och inget är alla</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Alla grupper</translation>
    </message>
    <message>
        <source>Group of agents</source>
        <translation>Grupp av handläggare</translation>
    </message>
    <message>
        <source>Show only the agents of one group</source>
        <translation>Visa bara handläggarna i en grupp</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Handläggare</translation>
    </message>
    <message>
        <source>No agent who is logged in fits the filter.</source>
        <translation>Ingen inloggad handläggare passar filtret.</translation>
    </message>
    <message>
        <source>No colleague is logged in.</source>
        <translation>Ingen kollega är inloggad.</translation>
    </message>
    <message>
        <source>Write a message…</source>
        <translation>Skriv ett meddelande…</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
</context>
<context>
    <name>AlarmDialog</name>
    <message>
        <source>Alarm: {queue}</source>
        <translation>Larm: {queue}</translation>
    </message>
    <message>
        <source>When so many wait</source>
        <translation>När så många väntar</translation>
    </message>
    <message>
        <source>When the first waits so long</source>
        <translation>När den första väntat så länge</translation>
    </message>
    <message>
        <source>When fewer agents are ready</source>
        <translation>När färre handläggare är lediga</translation>
    </message>
    <message>
        <source>When the service level is lower</source>
        <translation>När servicenivån är lägre</translation>
    </message>
    <message>
        <source>0: no alarm</source>
        <translation>0: inget larm</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>Inget larm</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>0: no alarm. Of today&apos;s callers, from the tenth of them on</source>
        <translation>0: inget larm. Av dagens uppringare, från den tionde av dem</translation>
    </message>
    <message>
        <source>It ends when it is clearly better, so that it does not come and go with every caller.</source>
        <translation>Det upphör när det är tydligt bättre, så att det inte kommer och går med varje samtal.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Keep this alarm; it holds at any PC where you log in</source>
        <translation>Spara larmet; det gäller vid varje dator där du loggar in</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Ändra ingenting</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>Queue</source>
        <translation>Kö</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Väntar</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längsta kötid</translation>
    </message>
    <message>
        <source>Fewer ready than</source>
        <translation>Färre lediga än</translation>
    </message>
    <message>
        <source>Service level below</source>
        <translation>Servicenivå under</translation>
    </message>
    <message>
        <source>You have no queue.</source>
        <translation>Du har ingen kö.</translation>
    </message>
    <message>
        <source>Your alarms</source>
        <translation>Dina larm</translation>
    </message>
    <message>
        <source>Enter or a double-click changes the limits of a queue</source>
        <translation>Enter eller ett dubbelklick ändrar en kös gränser</translation>
    </message>
    <message>
        <source>A limit that is reached is heard, told, and shown in red in the queue information.</source>
        <translation>En gräns som nås hörs, meddelas och visas i rött i köinformationen.</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Ändra …</translation>
    </message>
    <message>
        <source>Change the limits of the chosen queue</source>
        <translation>Ändra gränserna för den valda kön</translation>
    </message>
</context>
<context>
    <name>BookTable</name>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Företag</translation>
    </message>
    <message>
        <source>Mistakes in the address book: {count}</source>
        <translation>Fel i adressboken: {count}</translation>
    </message>
    <message>
        <source>Favourite, or no more ({key})</source>
        <translation>Favorit, eller inte längre ({key})</translation>
    </message>
    <message>
        <source>Filter by name, company or number</source>
        <translation>Filtrera på namn, företag eller nummer</translation>
    </message>
    <message>
        <source>Filter the address book</source>
        <translation>Filtrera adressboken</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>Adressbok</translation>
    </message>
</context>
<context>
    <name>BusyMenu</name>
    <message>
        <source>Planned &amp;return</source>
        <translation>Planerad åter&amp;komst</translation>
    </message>
</context>
<context>
    <name>CalendarPopup</name>
    <message>
        <source>Day</source>
        <translation>Dag</translation>
    </message>
    <message>
        <source>Call again then</source>
        <translation>Ring då igen</translation>
    </message>
</context>
<context>
    <name>CallCard</name>
    <message>
        <source>Campaign call</source>
        <translation>Kampanjsamtal</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Hemligt nummer</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>Inget samtal</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>Har väntat</translation>
    </message>
    <message>
        <source>Time in case</source>
        <translation>Tid i ärendet</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Uppdrag</translation>
    </message>
    <message>
        <source>Customer&apos;s number</source>
        <translation>Kundens nummer</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>över gränsen</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>väntade {time}</translation>
    </message>
</context>
<context>
    <name>CallInfo</name>
    <message>
        <source>This case has no {name}</source>
        <translation>Ärendet har ingen {name}</translation>
    </message>
    <message>
        <source>No call information</source>
        <translation>Ingen samtalsinformation</translation>
    </message>
    <message>
        <source>Fetch by name, for example number</source>
        <translation>Hämta efter namn, till exempel number</translation>
    </message>
    <message>
        <source>Fetch call information by name</source>
        <translation>Hämta samtalsinformation efter namn</translation>
    </message>
</context>
<context>
    <name>CaseSheet</name>
    <message>
        <source>Campaign: {name}</source>
        <translation>Kampanj: {name}</translation>
    </message>
    <message>
        <source>Attempts so far: {count}</source>
        <translation>Försök hittills: {count}</translation>
    </message>
    <message>
        <source>None is on record</source>
        <translation>Inga finns sparade</translation>
    </message>
    <message>
        <source>Older ones are not shown</source>
        <translation>Äldre visas inte</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>missat</translation>
    </message>
    <message>
        <source>received</source>
        <translation>mottaget</translation>
    </message>
    <message>
        <source>dialled</source>
        <translation>uppringt</translation>
    </message>
    <message>
        <source>Ordered by the customer on the phone</source>
        <translation>Beställt av kunden per telefon</translation>
    </message>
    <message>
        <source>Ordered by the customer on the web</source>
        <translation>Beställt av kunden på webben</translation>
    </message>
    <message>
        <source>Promised by an agent</source>
        <translation>Utlovat av en handläggare</translation>
    </message>
    <message>
        <source>Ordered for you by a colleague</source>
        <translation>Beställt åt dig av en kollega</translation>
    </message>
    <message>
        <source>To confirm a success</source>
        <translation>För att bekräfta ett lyckat ärende</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>nådd</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>upptaget</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>inget svar</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>kunde inte nås</translation>
    </message>
    <message>
        <source>no agent was free</source>
        <translation>ingen handläggare var ledig</translation>
    </message>
    <message>
        <source>not dialled</source>
        <translation>inte uppringt</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>avbrutet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslyckades</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>Det här samtalet</translation>
    </message>
    <message>
        <source>Notes of colleagues</source>
        <translation>Kollegors anteckningar</translation>
    </message>
    <message>
        <source>Earlier cases of this customer</source>
        <translation>Kundens tidigare ärenden</translation>
    </message>
    <message>
        <source>Your earlier calls with this number</source>
        <translation>Dina tidigare samtal med numret</translation>
    </message>
    <message>
        <source>Other open cases of this customer</source>
        <translation>Kundens andra öppna ärenden</translation>
    </message>
</context>
<context>
    <name>CertificateBar</name>
    <message>
        <source>The server cannot prove who it is.</source>
        <translation>Servern kan inte visa vem den är.</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Detaljer…</translation>
    </message>
    <message>
        <source>Compare the server&apos;s certificate, and decide whether to trust it</source>
        <translation>Jämför serverns certifikat och bestäm om du litar på det</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>The server {server} shows another certificate than the one you trusted.</source>
        <translation>Servern {server} visar ett annat certifikat än det du litade på.</translation>
    </message>
    <message>
        <source>Nobody this PC relies on vouches for the certificate of the server {server}.</source>
        <translation>Ingen som den här datorn litar på går i god för servern {server}:s certifikat.</translation>
    </message>
    <message>
        <source>The certificate of the server {server} is not valid today.</source>
        <translation>Servern {server}:s certifikat gäller inte i dag.</translation>
    </message>
    <message>
        <source>The server {server} shows the certificate of somebody else: {subject}.</source>
        <translation>Servern {server} visar någon annans certifikat: {subject}.</translation>
    </message>
    <message>
        <source>The certificate of the server {server} cannot be relied on.</source>
        <translation>Servern {server}:s certifikat går inte att lita på.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate</source>
        <translation>Serverns certifikat</translation>
    </message>
    <message>
        <source>It was told nothing. Trust it only if your administrator names this fingerprint (SHA-256):</source>
        <translation>Inget har sagts till den. Lita på den bara om din administratör nämner detta fingeravtryck (SHA-256):</translation>
    </message>
    <message>
        <source>Trusted until now:</source>
        <translation>Betrott hittills:</translation>
    </message>
    <message>
        <source>&amp;Trust this certificate</source>
        <translation>&amp;Lita på certifikatet</translation>
    </message>
    <message>
        <source>This PC works with this server, now and at every log-in</source>
        <translation>Den här datorn arbetar med den här servern, nu och vid varje inloggning</translation>
    </message>
    <message>
        <source>This server is told nothing</source>
        <translation>Inget sägs till den här servern</translation>
    </message>
    <message>
        <source>Do &amp;not trust it</source>
        <translation>Lita &amp;inte på det</translation>
    </message>
</context>
<context>
    <name>ClipMenu</name>
    <message>
        <source>Stop listening</source>
        <translation>Sluta lyssna</translation>
    </message>
    <message>
        <source>Listen to it alone</source>
        <translation>Lyssna ensam</translation>
    </message>
    <message>
        <source>{name} (archived)</source>
        <translation>{name} (arkiverat)</translation>
    </message>
    <message>
        <source>{name} (for everybody)</source>
        <translation>{name} (för alla)</translation>
    </message>
    <message>
        <source>Name of the clip</source>
        <translation>Klippets namn</translation>
    </message>
</context>
<context>
    <name>CloseBar</name>
    <message>
        <source>You have a call. Closing the program ends it.</source>
        <translation>Samtal pågår. Stängs programmet avslutas det.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Stanna kvar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Kolumner</translation>
    </message>
    <message>
        <source>Columns that are shown</source>
        <translation>Kolumner som visas</translation>
    </message>
    <message>
        <source>Space shows or hides a column</source>
        <translation>Mellanslag visar eller döljer en kolumn</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Upp</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ned</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Som från början</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>CriField</name>
    <message>
        <source>Open the web page of {name}</source>
        <translation>Öppna webbsidan för {name}</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>The one of this PC</source>
        <translation>Datorns egen</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Tystare</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Som den är</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Starkare</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Högtalare</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Ringsignal</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Där samtalen hörs</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Provsamtal till dig själv</translation>
    </message>
    <message>
        <source>You hear what you say, after its whole way through the telephone</source>
        <translation>Du hör det du säger, efter hela vägen genom telefonen</translation>
    </message>
</context>
<context>
    <name>DialLine</name>
    <message>
        <source>Name or number ({key})</source>
        <translation>Namn eller nummer ({key})</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Namn eller nummer</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Träffar</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Settings, language, look and sound</source>
        <translation>Inställningar, språk, utseende och ljud</translation>
    </message>
    <message>
        <source>on</source>
        <translation>på</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Utseende</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ljust</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mörkt</translation>
    </message>
    <message>
        <source>{setting} (locked by your administrator)</source>
        <translation>{setting} (låst av administratören)</translation>
    </message>
</context>
<context>
    <name>HeadsetPage</name>
    <message>
        <source>The one of this PC</source>
        <translation>Datorns egen</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Där samtalen hörs</translation>
    </message>
    <message>
        <source>Your headset</source>
        <translation>Ditt headset</translation>
    </message>
    <message>
        <source>Choose what you speak into and what you hear, then try it.</source>
        <translation>Välj vad du talar i och var du hör, och prova sedan.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Högtalare</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Ringsignal</translation>
    </message>
    <message>
        <source>Hear a sound</source>
        <translation>Hör ett ljud</translation>
    </message>
    <message>
        <source>Hear it ring</source>
        <translation>Hör ringsignalen</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Mikrofonens nivå</translation>
    </message>
    <message>
        <source>Go to work</source>
        <translation>Börja arbeta</translation>
    </message>
    <message>
        <source>The sound devices can be changed at any time: the sliders, Sound (Esc)</source>
        <translation>Ljudenheterna kan bytas när som helst: reglagen, Ljud (Esc)</translation>
    </message>
    <message>
        <source>End the test call</source>
        <translation>Avsluta provsamtalet</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Provsamtal till dig själv</translation>
    </message>
    <message>
        <source>Speak, and hear yourself as callers hear you</source>
        <translation>Tala och hör dig själv så som de som ringer hör dig</translation>
    </message>
    <message>
        <source>Your microphone works. Do you hear yourself?</source>
        <translation>Mikrofonen fungerar. Hör du dig själv?</translation>
    </message>
    <message>
        <source>Speak: the bar must move, and you must hear yourself.</source>
        <translation>Tala: stapeln ska röra sig och du ska höra dig själv.</translation>
    </message>
</context>
<context>
    <name>InfoTabs</name>
    <message>
        <source>{title}: something new</source>
        <translation>{title}: något nytt</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Information windows</source>
        <translation>Informationsfönster</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Locked</source>
        <translation>Låst</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Dubbel</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Av</translation>
    </message>
    <message>
        <source>Keys are not heard while another program is in front.</source>
        <translation>Tangenter hörs inte när ett annat program är främst.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Your desktop calls the key: {key}.</source>
        <translation>Skrivbordet kallar tangenten: {key}.</translation>
    </message>
    <message>
        <source>{key} works in every program.</source>
        <translation>{key} fungerar i alla program.</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Upptagen</translation>
    </message>
    <message>
        <source>{key} belongs to another program already.</source>
        <translation>{key} används redan av ett annat program.</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Inte här</translation>
    </message>
    <message>
        <source>{key} is not available on this desktop.</source>
        <translation>{key} finns inte på det här skrivbordet.</translation>
    </message>
    <message>
        <source>{key} is the key of {action}.</source>
        <translation>{key} är tangenten för {action}.</translation>
    </message>
    <message>
        <source>{key} is typed with: take another one, as a function key.</source>
        <translation>Man skriver med {key}: ta en annan, till exempel en funktionstangent.</translation>
    </message>
    <message>
        <source>{key} has a meaning in every window already.</source>
        <translation>{key} har redan en betydelse i alla fönster.</translation>
    </message>
    <message>
        <source>Press the keys in a field; Backspace takes them away.</source>
        <translation>Tryck tangenterna i ett fält; backsteg tar bort dem.</translation>
    </message>
    <message>
        <source>Keymap</source>
        <translation>Tangentschema</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>As in Microsoft Teams</source>
        <translation>Som i Microsoft Teams</translation>
    </message>
    <message>
        <source>As in Cisco Jabber</source>
        <translation>Som i Cisco Jabber</translation>
    </message>
    <message>
        <source>Hear keys also while another program is in front</source>
        <translation>Lyssna på tangenter även när ett annat program är främst</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Åtgärd</translation>
    </message>
    <message>
        <source>In the window</source>
        <translation>I fönstret</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Överallt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Läge</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tangenter</translation>
    </message>
    <message>
        <source>Choose an action, then press its keys below</source>
        <translation>Välj en åtgärd och tryck sedan dess tangenter nedan</translation>
    </message>
    <message>
        <source>Press the keys that are to do it</source>
        <translation>Tryck de tangenter som ska göra det</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Ingen tangent</translation>
    </message>
    <message>
        <source>Reset this action</source>
        <translation>Återställ åtgärden</translation>
    </message>
    <message>
        <source>Give this action the keys of the keymap again</source>
        <translation>Ge åtgärden tangentschemats tangenter igen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Återställ alla</translation>
    </message>
    <message>
        <source>Give every action the keys of the keymap again</source>
        <translation>Ge alla åtgärder tangentschemats tangenter igen</translation>
    </message>
</context>
<context>
    <name>KnownNames</name>
    <message>
        <source>Who logged in here before (Down)</source>
        <translation>De som har loggat in här förut (nedpil)</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>In the keyring: press Enter</source>
        <translation>I nyckelringen: tryck Enter</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Användarnamn</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Lösenord</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Locked by your administrator</source>
        <translation>Låst av administratören</translation>
    </message>
    <message>
        <source>Keep the password in this PC&apos;s keyring</source>
        <translation>Spara lösenordet i datorns nyckelring</translation>
    </message>
    <message>
        <source>Encrypted by the system, for your user session only</source>
        <translation>Krypterat av systemet, bara för din inloggning på datorn</translation>
    </message>
    <message>
        <source>This PC has no keyring: the password is asked for each time.</source>
        <translation>Datorn har ingen nyckelring: lösenordet frågas efter varje gång.</translation>
    </message>
    <message>
        <source>Logging in …</source>
        <translation>Loggar in …</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Logga in</translation>
    </message>
    <message>
        <source>Log in (Enter)</source>
        <translation>Logga in (Enter)</translation>
    </message>
    <message>
        <source>Type the address of the server.</source>
        <translation>Skriv serverns adress.</translation>
    </message>
    <message>
        <source>Type your user name.</source>
        <translation>Skriv ditt användarnamn.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Skriv ditt lösenord.</translation>
    </message>
    <message>
        <source>The keyring did not give the password: type it.</source>
        <translation>Nyckelringen lämnade inte ut lösenordet: skriv det.</translation>
    </message>
    <message>
        <source>The keyring did not take the password: it is asked for again.</source>
        <translation>Nyckelringen tog inte emot lösenordet: det frågas efter igen.</translation>
    </message>
</context>
<context>
    <name>ManualDialog</name>
    <message>
        <source>Nothing found.</source>
        <translation>Inget hittades.</translation>
    </message>
    <message>
        <source>{at} of {all}</source>
        <translation>{at} av {all}</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbok</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>Sök i handboken</translation>
    </message>
    <message>
        <source>Sections of the manual</source>
        <translation>Handbokens avsnitt</translation>
    </message>
    <message>
        <source>Text of the manual</source>
        <translation>Handbokens text</translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>Message</source>
        <translation>Meddelande</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svara</translation>
    </message>
    <message>
        <source>Write back, in the tab Messages</source>
        <translation>Skriv tillbaka, på fliken Meddelanden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Close this message; it stays in the tab Messages</source>
        <translation>Stäng meddelandet; det finns kvar på fliken Meddelanden</translation>
    </message>
</context>
<context>
    <name>MessagesPart</name>
    <message>
        <source>Everybody of {queue}</source>
        <translation>Alla i {queue}</translation>
    </message>
    <message>
        <source>Nobody has written since you logged in.</source>
        <translation>Ingen har skrivit sedan du loggade in.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Mottagare</translation>
    </message>
    <message>
        <source>Who gets the message</source>
        <translation>Vem som får meddelandet</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meddelande</translation>
    </message>
    <message>
        <source>Write a message; Enter sends it</source>
        <translation>Skriv ett meddelande; Retur skickar det</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>Send the message (Enter)</source>
        <translation>Skicka meddelandet (Retur)</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>silent</source>
        <translation>tyst</translation>
    </message>
    <message>
        <source>heard</source>
        <translation>hörs</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>för högt</translation>
    </message>
</context>
<context>
    <name>MineTable</name>
    <message>
        <source>Case</source>
        <translation>Ärende</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kö</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Varför</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Sparas i</translation>
    </message>
    <message>
        <source>No case is kept for you.</source>
        <translation>Inget ärende är sparat åt dig.</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Mina ärenden</translation>
    </message>
    <message>
        <source>Take up</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>A call rings, another case is at hand (Enter)</source>
        <translation>Ett samtal ringer, ett annat ärende öppnas (Retur)</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Lämna tillbaka</translation>
    </message>
    <message>
        <source>The case goes back to its queue, for anybody</source>
        <translation>Ärendet går tillbaka till sin kö, för vem som helst</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Kept with the last call</source>
        <translation>Sparad vid förra samtalet</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Skickas</translation>
    </message>
    <message>
        <source>Will be sent when the server is back</source>
        <translation>Skickas när servern är tillbaka</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Sparad</translation>
    </message>
    <message>
        <source>Not taken by the server</source>
        <translation>Servern tog inte emot den</translation>
    </message>
    <message>
        <source>Note on this call</source>
        <translation>Anteckning om samtalet</translation>
    </message>
    <message>
        <source>Saved as you type</source>
        <translation>Sparas medan du skriver</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Stäng meddelandet</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Message history</source>
        <translation>Meddelandehistorik</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Inga meddelanden</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Number pad</source>
        <translation>Knappsats</translation>
    </message>
</context>
<context>
    <name>ParametersPage</name>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>Anges av</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Låst</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>kommandoraden</translation>
    </message>
    <message>
        <source>this window, until it is closed</source>
        <translation>det här fönstret, tills det stängs</translation>
    </message>
    <message>
        <source>usual value</source>
        <translation>vanligt värde</translation>
    </message>
    <message>
        <source>Search the parameters</source>
        <translation>Sök bland parametrarna</translation>
    </message>
    <message>
        <source>Part of a name, a value or a file</source>
        <translation>Del av ett namn, ett värde eller en fil</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametrar</translation>
    </message>
    <message>
        <source>No parameter has this in it.</source>
        <translation>Ingen parameter innehåller detta.</translation>
    </message>
</context>
<context>
    <name>PickTable</name>
    <message>
        <source>Caller</source>
        <translation>Uppringare</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kö</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Var</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Väntat</translation>
    </message>
    <message>
        <source>No call waits that you may pick.</source>
        <translation>Inget samtal väntar som du får plocka.</translation>
    </message>
    <message>
        <source>Calls to pick</source>
        <translation>Samtal att plocka</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Plocka</translation>
    </message>
    <message>
        <source>The call rings here; with a case at hand it is kept among yours (Enter)</source>
        <translation>Samtalet ringer här; har du ett ärende reserveras det bland dina (Retur)</translation>
    </message>
    <message>
        <source>In the menu</source>
        <translation>I menyn</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>I kön</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Queue</source>
        <translation>Uppdrag</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Väntande</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längsta kötid</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Lediga</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Mina ärenden</translation>
    </message>
    <message>
        <source>Alarm…</source>
        <translation>Larm…</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>What the figures say</source>
        <translation>Vad siffrorna säger</translation>
    </message>
    <message>
        <source>{queue} – alarm</source>
        <translation>{queue} – larm</translation>
    </message>
    <message>
        <source>{queue} – not active</source>
        <translation>{queue} – inte aktiv</translation>
    </message>
    <message>
        <source>Queue information</source>
        <translation>Köinformation</translation>
    </message>
</context>
<context>
    <name>RecentTable</name>
    <message>
        <source>With</source>
        <translation>Med</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Uppdrag</translation>
    </message>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Utfall</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Hemligt nummer</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Pågår</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Inte nådd</translation>
    </message>
    <message>
        <source>Rejected by you</source>
        <translation>Avvisat av dig</translation>
    </message>
    <message>
        <source>Caller hung up</source>
        <translation>Kunden lade på</translation>
    </message>
    <message>
        <source>Your phone did not ring</source>
        <translation>Din telefon ringde inte</translation>
    </message>
    <message>
        <source>Lost by the server</source>
        <translation>Tappat av servern</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Inte besvarat</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Missat</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Mottaget</translation>
    </message>
    <message>
        <source>Dialled</source>
        <translation>Uppringt</translation>
    </message>
    <message>
        <source>Today: {received} received, {dialled} dialled, {missed} missed, {time} talked</source>
        <translation>I dag: {received} mottagna, {dialled} uppringda, {missed} missade, {time} samtalstid</translation>
    </message>
    <message>
        <source>Filter by name, number or queue</source>
        <translation>Filtrera på namn, nummer eller uppdrag</translation>
    </message>
    <message>
        <source>Filter the recent calls</source>
        <translation>Filtrera senaste samtal</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Senaste samtal</translation>
    </message>
    <message>
        <source>Enter or a double-click puts the number into the dial field</source>
        <translation>Enter eller dubbelklick lägger numret i ringfältet</translation>
    </message>
</context>
<context>
    <name>RecordingTable</name>
    <message>
        <source>From</source>
        <translation>Från</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kö</translation>
    </message>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Inspelning</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Spela upp</translation>
    </message>
    <message>
        <source>Fetching …</source>
        <translation>Hämtas …</translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation>Ärende {number}</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Avlyssnat</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nytt</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Samtal</translation>
    </message>
    <message>
        <source>Put the number into the dial field ({key})</source>
        <translation>Lägg numret i nummerfältet ({key})</translation>
    </message>
    <message>
        <source>Where in the recording</source>
        <translation>Var i inspelningen</translation>
    </message>
    <message>
        <source>Filter by caller or queue</source>
        <translation>Filtrera på uppringare eller kö</translation>
    </message>
    <message>
        <source>Filter the recordings</source>
        <translation>Filtrera inspelningarna</translation>
    </message>
    <message>
        <source>Voice messages and recordings</source>
        <translation>Röstbrev och inspelningar</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>{folder} cannot be reached: {why}. Choose another place.</source>
        <translation>{folder} kan inte nås: {why}. Välj en annan plats.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Sparad: {file}</translation>
    </message>
    <message>
        <source>Where to save the report</source>
        <translation>Var rapporten sparas</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Felrapport</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>Vad hände?</translation>
    </message>
    <message>
        <source>What you did, what you expected, and what came instead</source>
        <translation>Vad du gjorde, vad du väntade dig och vad som kom i stället</translation>
    </message>
    <message>
        <source>With a picture of the window; what is a customer&apos;s is grey in it</source>
        <translation>Med en bild av fönstret; det som rör kunder är grått i den</translation>
    </message>
    <message>
        <source>What is saved, without secrets and without anything about customers</source>
        <translation>Det som sparas, utan hemligheter och utan något om kunder</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Save the files that are ticked</source>
        <translation>Spara de förkryssade filerna</translation>
    </message>
    <message>
        <source>Elsewhere …</source>
        <translation>På annan plats …</translation>
    </message>
    <message>
        <source>Choose where to save the report</source>
        <translation>Välj var rapporten sparas</translation>
    </message>
    <message>
        <source>Is saved in {folder}</source>
        <translation>Sparas i {folder}</translation>
    </message>
    <message>
        <source>Files of the report</source>
        <translation>Rapportens filer</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>Filens innehåll</translation>
    </message>
    <message>
        <source>Picture of the window</source>
        <translation>Bild av fönstret</translation>
    </message>
</context>
<context>
    <name>ResultRow</name>
    <message>
        <source>At once</source>
        <translation>Genast</translation>
    </message>
    <message>
        <source>Call again: {time}</source>
        <translation>Ring igen: {time}</translation>
    </message>
    <message>
        <source>Not reported</source>
        <translation>Inte angivet</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>Result of the call</source>
        <translation>Samtalets resultat</translation>
    </message>
</context>
<context>
    <name>ReturnMenu</name>
    <message>
        <source>In &amp;5 minutes</source>
        <translation>Om &amp;5 minuter</translation>
    </message>
    <message>
        <source>In &amp;15 minutes</source>
        <translation>Om &amp;15 minuter</translation>
    </message>
    <message>
        <source>In &amp;30 minutes</source>
        <translation>Om &amp;30 minuter</translation>
    </message>
    <message>
        <source>In one &amp;hour</source>
        <translation>Om en &amp;timme</translation>
    </message>
    <message>
        <source>At a &amp;time …</source>
        <translation>En &amp;viss tid …</translation>
    </message>
    <message>
        <source>&amp;Not said</source>
        <translation>&amp;Inte angiven</translation>
    </message>
</context>
<context>
    <name>ReturnPopup</name>
    <message>
        <source>Back then</source>
        <translation>Åter då</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Sök i inställningarna</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Inställningssidor</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Inget hittades.</translation>
    </message>
</context>
<context>
    <name>SoundMenu</name>
    <message>
        <source>Sound</source>
        <translation>Ljud</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>The one of this PC</source>
        <translation>Datorns vanliga</translation>
    </message>
    <message>
        <source>Sound (locked by your administrator)</source>
        <translation>Ljud (låst av administratören)</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Högtalare</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Ringsignal</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Där samtalen hörs</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Provsamtal till dig själv</translation>
    </message>
    <message>
        <source>Try the headset …</source>
        <translation>Prova headsetet …</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Tystare</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Som den är</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Starkare</translation>
    </message>
</context>
<context>
    <name>SoundRow</name>
    <message>
        <source>The usual sound</source>
        <translation>Det vanliga ljudet</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Välj …</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Lyssna</translation>
    </message>
    <message>
        <source>Sound file</source>
        <translation>Ljudfil</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>Välj en ljudfil</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volym</translation>
    </message>
    <message>
        <source>Listen to this sound</source>
        <translation>Lyssna på ljudet</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Ljud</translation>
    </message>
</context>
<context>
    <name>StateBand</name>
    <message>
        <source>Status: {status}</source>
        <translation>Status: {status}</translation>
    </message>
    <message>
        <source>AFTERCALL</source>
        <translation>EFTERARBETSTID</translation>
    </message>
    <message>
        <source>Double-click to stop the countdown</source>
        <translation>Dubbelklicka för att stoppa nedräkningen</translation>
    </message>
    <message>
        <source>Answer within {time}</source>
        <translation>Svara inom {time}</translation>
    </message>
    <message>
        <source>Lasts until you choose a status</source>
        <translation>Varar tills du väljer status</translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Figure</source>
        <translation>Uppgift</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>Chosen day</source>
        <translation>Vald dag</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}</source>
        <translation>{file} kan inte skrivas: {why}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Sparad: {file}</translation>
    </message>
    <message>
        <source>The server cannot be asked now.</source>
        <translation>Servern kan inte tillfrågas nu.</translation>
    </message>
    <message>
        <source>Queue calls taken</source>
        <translation>Kösamtal tagna</translation>
    </message>
    <message>
        <source>Other calls taken</source>
        <translation>Andra samtal tagna</translation>
    </message>
    <message>
        <source>Other calls made</source>
        <translation>Andra samtal ringda</translation>
    </message>
    <message>
        <source>Cases of {queue}</source>
        <translation>Ärenden i {queue}</translation>
    </message>
    <message>
        <source>Where to save the figures</source>
        <translation>Var siffrorna sparas</translation>
    </message>
    <message>
        <source>Beside today:</source>
        <translation>Bredvid i dag:</translation>
    </message>
    <message>
        <source>The day beside today</source>
        <translation>Dagen bredvid i dag</translation>
    </message>
    <message>
        <source>The day beside today; its week is drawn</source>
        <translation>Dagen bredvid i dag; dess vecka ritas</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exportera …</translation>
    </message>
    <message>
        <source>Save the week as a table (CSV)</source>
        <translation>Spara veckan som tabell (CSV)</translation>
    </message>
    <message>
        <source>The week by day and type of call</source>
        <translation>Veckan per dag och samtalstyp</translation>
    </message>
    <message>
        <source>Personal statistics</source>
        <translation>Personlig statistik</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Phone registered</source>
        <translation>Telefon registrerad</translation>
    </message>
    <message>
        <source>Phone not registered</source>
        <translation>Telefon ej registrerad</translation>
    </message>
    <message>
        <source>Test call: speak and hear yourself</source>
        <translation>Provsamtal: tala och hör dig själv</translation>
    </message>
    <message>
        <source>Test call: you hear yourself after {delay} ms</source>
        <translation>Provsamtal: du hör dig själv efter {delay} ms</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Mikrofonens nivå</translation>
    </message>
    <message>
        <source>Level of the caller</source>
        <translation>Uppringarens nivå</translation>
    </message>
    <message>
        <source>You are heard with {mos} of 4.5 points; {lost} % of your speech is lost.</source>
        <translation>Du hörs med {mos} av 4,5 poäng; {lost} % av ditt tal går förlorat.</translation>
    </message>
    <message>
        <source>You hear with {mos} of 4.5 points; {lost} % of the speech is lost.</source>
        <translation>Du hör med {mos} av 4,5 poäng; {lost} % av talet går förlorat.</translation>
    </message>
    <message>
        <source>Microphone muted</source>
        <translation>Mikrofonen är tyst</translation>
    </message>
    <message>
        <source>Microphone open</source>
        <translation>Mikrofonen är på</translation>
    </message>
</context>
<context>
    <name>TabsMenu</name>
    <message>
        <source>{title} (in its window)</source>
        <translation>{title} (i eget fönster)</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>I ett eget fönster</translation>
    </message>
    <message>
        <source>Come forward by itself</source>
        <translation>Kom fram av sig självt</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Kolumner…</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Flytta åt vänster</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Flytta åt höger</translation>
    </message>
</context>
<context>
    <name>TimePopup</name>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
</context>
<context>
    <name>TornOff</name>
    <message>
        <source>Always on top of other windows</source>
        <translation>Alltid ovanför andra fönster</translation>
    </message>
    <message>
        <source>Come forward by itself when there is something new</source>
        <translation>Kommer fram av sig självt när det finns något nytt</translation>
    </message>
    <message>
        <source>Back to the tabs</source>
        <translation>Tillbaka till flikarna</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation>Visa fönstret</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Avsluta</translation>
    </message>
</context>
<context>
    <name>WhenMenu</name>
    <message>
        <source>As soon as possible</source>
        <translation>Så snart som möjligt</translation>
    </message>
    <message>
        <source>In 15 minutes</source>
        <translation>Om 15 minuter</translation>
    </message>
    <message>
        <source>In one hour</source>
        <translation>Om en timme</translation>
    </message>
    <message>
        <source>In four hours</source>
        <translation>Om fyra timmar</translation>
    </message>
    <message>
        <source>Tomorrow at this time</source>
        <translation>I morgon vid den här tiden</translation>
    </message>
    <message>
        <source>Day and time …</source>
        <translation>Dag och klockslag …</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Ready</source>
        <translation>Ledig</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Upptagen</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Administrativ</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svara</translation>
    </message>
    <message>
        <source>Call the customer</source>
        <translation>Ring kunden</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Ta</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Lägg på</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Avvisa</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Tysta</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Avstängd</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fråga</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Överför</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Parkera</translation>
    </message>
    <message>
        <source>Retrieve</source>
        <translation>Återta</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Samtalsparkering</translation>
    </message>
    <message>
        <source>Toggle</source>
        <translation>Pendla</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Starta konferens</translation>
    </message>
    <message>
        <source>End inquiry</source>
        <translation>Avsluta förfrågan</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Spela in</translation>
    </message>
    <message>
        <source>Pause recording</source>
        <translation>Pausa inspelning</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>Återuppta inspelning</translation>
    </message>
    <message>
        <source>Save the recording</source>
        <translation>Spara inspelningen</translation>
    </message>
    <message>
        <source>Cancel and delete the recording</source>
        <translation>Avbryt och radera inspelningen</translation>
    </message>
    <message>
        <source>Customer declines recording</source>
        <translation>Kund avböjer inspelning</translation>
    </message>
    <message>
        <source>Stop the countdown</source>
        <translation>Stoppa nedräkningen</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Mer tid</translation>
    </message>
    <message>
        <source>End wrap-up</source>
        <translation>Avsluta efterarbete</translation>
    </message>
    <message>
        <source>Wrap-up on a queue</source>
        <translation>Efterarbete på ett uppdrag</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampanj</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>Be om hjälp</translation>
    </message>
    <message>
        <source>Audio clips</source>
        <translation>Ljudklipp</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Spela upp</translation>
    </message>
    <message>
        <source>Play and hang up</source>
        <translation>Spela upp och lägg på</translation>
    </message>
    <message>
        <source>Stop the audio clip</source>
        <translation>Stoppa ljudklippet</translation>
    </message>
    <message>
        <source>Record a clip</source>
        <translation>Spela in ett klipp</translation>
    </message>
    <message>
        <source>Record a clip for everybody</source>
        <translation>Spela in ett klipp för alla</translation>
    </message>
    <message>
        <source>Record it again</source>
        <translation>Spela in det på nytt</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Byt namn</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Arkivera</translation>
    </message>
    <message>
        <source>Offer it again</source>
        <translation>Erbjud det igen</translation>
    </message>
    <message>
        <source>Delete the clip</source>
        <translation>Ta bort klippet</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Logga ut</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>Compact or full window</source>
        <translation>Kompakt eller helt fönster</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbok</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Felrapport</translation>
    </message>
</context>
<context>
    <name>already</name>
    <message>
        <source>Agent Desktop is running already: look for its window.</source>
        <translation>Agent Desktop är redan igång: leta efter fönstret.</translation>
    </message>
</context>
<context>
    <name>announcer</name>
    <message>
        <source>This case takes longer than its queue wants.</source>
        <translation>Ärendet tar längre tid än kön vill.</translation>
    </message>
</context>
<context>
    <name>case</name>
    <message>
        <source>Inbound call</source>
        <translation>Inkommande samtal</translation>
    </message>
    <message>
        <source>Outbound call</source>
        <translation>Utgående samtal</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Efterarbete</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>Återuppringning</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chatt</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Uppgift</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-post</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Röstmeddelande</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Dolt nummer</translation>
    </message>
</context>
<context>
    <name>codes</name>
    <message>
        <source>The server says: {code}.</source>
        <translation>Servern säger: {code}.</translation>
    </message>
    <message>
        <source>This user name is not an agent here.</source>
        <translation>Det här användarnamnet är ingen handläggare här.</translation>
    </message>
    <message>
        <source>You do not have the right to do this.</source>
        <translation>Du har inte rätt att göra detta.</translation>
    </message>
    <message>
        <source>Log in first.</source>
        <translation>Logga in först.</translation>
    </message>
    <message>
        <source>You have a call.</source>
        <translation>Du har ett samtal.</translation>
    </message>
    <message>
        <source>You have no call.</source>
        <translation>Du har inget samtal.</translation>
    </message>
    <message>
        <source>You are listening to a colleague&apos;s call: end that first.</source>
        <translation>Du lyssnar på en kollegas samtal: avsluta det först.</translation>
    </message>
    <message>
        <source>You are not listening to a call.</source>
        <translation>Du lyssnar inte på något samtal.</translation>
    </message>
    <message>
        <source>This is your own call.</source>
        <translation>Det här är ditt eget samtal.</translation>
    </message>
    <message>
        <source>This agent is not in a call now.</source>
        <translation>Handläggaren är inte i något samtal nu.</translation>
    </message>
    <message>
        <source>Calls between colleagues must not be listened to here.</source>
        <translation>Samtal mellan kollegor får inte avlyssnas här.</translation>
    </message>
    <message>
        <source>The customer has declined to be recorded, and such calls must not be listened to here.</source>
        <translation>Kunden har tackat nej till inspelning, och sådana samtal får inte avlyssnas här.</translation>
    </message>
    <message>
        <source>No call is offered to you.</source>
        <translation>Du erbjuds inget samtal.</translation>
    </message>
    <message>
        <source>Answer this call on your phone.</source>
        <translation>Besvara det här samtalet på din telefon.</translation>
    </message>
    <message>
        <source>Nobody is on hold or parked.</source>
        <translation>Ingen är parkerad.</translation>
    </message>
    <message>
        <source>Retrieve the customer first.</source>
        <translation>Återta kunden först.</translation>
    </message>
    <message>
        <source>There is no customer in this call.</source>
        <translation>Det finns ingen kund i samtalet.</translation>
    </message>
    <message>
        <source>Calls of this queue are not made from ready: choose another status first.</source>
        <translation>För det här uppdraget ringer man inte ut som ledig: välj en annan status först.</translation>
    </message>
    <message>
        <source>You have no queue for calls.</source>
        <translation>Du har inget uppdrag för samtal.</translation>
    </message>
    <message>
        <source>End the inquiry first.</source>
        <translation>Avsluta förfrågan först.</translation>
    </message>
    <message>
        <source>There is no inquiry.</source>
        <translation>Det finns ingen förfrågan.</translation>
    </message>
    <message>
        <source>The inquiry is not answered yet.</source>
        <translation>Förfrågan är inte besvarad än.</translation>
    </message>
    <message>
        <source>The customer is your colleague&apos;s: you are only asked.</source>
        <translation>Kunden är din kollegas: du är bara tillfrågad.</translation>
    </message>
    <message>
        <source>Choose one colleague, one queue or one number.</source>
        <translation>Välj en kollega, ett uppdrag eller ett nummer.</translation>
    </message>
    <message>
        <source>There is no such queue for calls.</source>
        <translation>Det finns inget sådant uppdrag för samtal.</translation>
    </message>
    <message>
        <source>This colleague cannot be called now.</source>
        <translation>Den här kollegan kan inte nås nu.</translation>
    </message>
    <message>
        <source>This queue is closed.</source>
        <translation>Uppdraget är stängt.</translation>
    </message>
    <message>
        <source>This queue is full.</source>
        <translation>Uppdraget är fullt.</translation>
    </message>
    <message>
        <source>You are not in wrap-up.</source>
        <translation>Du är inte i efterarbete.</translation>
    </message>
    <message>
        <source>This reason does not exist, or is not for this status.</source>
        <translation>Orsaken finns inte, eller gäller inte för denna status.</translation>
    </message>
    <message>
        <source>Choose a reason to be busy.</source>
        <translation>Välj en orsak till upptagen.</translation>
    </message>
    <message>
        <source>This status cannot be chosen.</source>
        <translation>Den här statusen kan inte väljas.</translation>
    </message>
    <message>
        <source>Choose a time within the next 24 hours at which you are back from a break or other work.</source>
        <translation>Välj en tid inom de närmaste 24 timmarna då du är tillbaka från en paus eller annat arbete.</translation>
    </message>
    <message>
        <source>This queue is not one of yours.</source>
        <translation>Det uppdraget är inte ett av dina.</translation>
    </message>
    <message>
        <source>Nobody works for a busy queue: choose busy for it.</source>
        <translation>Ingen arbetar på ett upptaget-uppdrag: välj upptagen på det.</translation>
    </message>
    <message>
        <source>There is no such rule of distribution: {discipline}.</source>
        <translation>Fördelningsregeln finns inte: {discipline}.</translation>
    </message>
    <message>
        <source>A limit must be more than nothing.</source>
        <translation>En gräns måste vara mer än noll.</translation>
    </message>
    <message>
        <source>Calls of this queue are not recorded.</source>
        <translation>Samtal på det här uppdraget spelas inte in.</translation>
    </message>
    <message>
        <source>The customer has declined to be recorded.</source>
        <translation>Kunden har tackat nej till inspelning.</translation>
    </message>
    <message>
        <source>Calls of this queue must be recorded to their end.</source>
        <translation>Samtal på det här uppdraget måste spelas in till slutet.</translation>
    </message>
    <message>
        <source>The recording is just being ended. Try again in a moment.</source>
        <translation>Inspelningen avslutas just nu. Försök igen om en stund.</translation>
    </message>
    <message>
        <source>Recordings of this queue cannot be deleted.</source>
        <translation>Inspelningar på det här uppdraget kan inte raderas.</translation>
    </message>
    <message>
        <source>The call is not being recorded.</source>
        <translation>Samtalet spelas inte in.</translation>
    </message>
    <message>
        <source>There is no such case.</source>
        <translation>Ärendet finns inte.</translation>
    </message>
    <message>
        <source>This case is not offered to you.</source>
        <translation>Det här ärendet erbjuds inte dig.</translation>
    </message>
    <message>
        <source>This cannot be done with a case of this kind.</source>
        <translation>Det går inte med ett ärende av det här slaget.</translation>
    </message>
    <message>
        <source>Somebody has this case just now.</source>
        <translation>Någon har det här ärendet just nu.</translation>
    </message>
    <message>
        <source>End your wrap-up first.</source>
        <translation>Avsluta ditt efterarbete först.</translation>
    </message>
    <message>
        <source>You have as many cases open as you may have.</source>
        <translation>Du har så många ärenden öppna som du får ha.</translation>
    </message>
    <message>
        <source>The customer waits for you in this chat: close it or hand it over.</source>
        <translation>Kunden väntar på dig i den här chatten: avsluta den eller lämna över den.</translation>
    </message>
    <message>
        <source>Choose a time within the next year.</source>
        <translation>Välj en tid inom det närmaste året.</translation>
    </message>
    <message>
        <source>Choose either a queue or a colleague.</source>
        <translation>Välj antingen ett uppdrag eller en kollega.</translation>
    </message>
    <message>
        <source>There is no such queue.</source>
        <translation>Uppdraget finns inte.</translation>
    </message>
    <message>
        <source>This queue takes cases of another kind.</source>
        <translation>Det här uppdraget tar emot ärenden av annat slag.</translation>
    </message>
    <message>
        <source>There is no such agent.</source>
        <translation>Handläggaren finns inte.</translation>
    </message>
    <message>
        <source>This agent has the case already.</source>
        <translation>Handläggaren har redan ärendet.</translation>
    </message>
    <message>
        <source>Nothing waits in this queue.</source>
        <translation>Inget väntar i det här uppdraget.</translation>
    </message>
    <message>
        <source>The cases of this queue are offered to you; you do not take them yourself.</source>
        <translation>Det här uppdragets ärenden erbjuds dig; du tar dem inte själv.</translation>
    </message>
    <message>
        <source>The cases of this queue need a skill that you do not have.</source>
        <translation>Det här uppdragets ärenden kräver en kompetens som du saknar.</translation>
    </message>
    <message>
        <source>Calls are not picked in this centre.</source>
        <translation>I den här centralen plockas inga samtal.</translation>
    </message>
    <message>
        <source>This caller leaves a message or will be called back, and does not wait.</source>
        <translation>Den här kunden lämnar ett meddelande eller blir uppringd och väntar inte.</translation>
    </message>
    <message>
        <source>Deal with the case that you took first.</source>
        <translation>Ta först hand om ärendet som du har tagit.</translation>
    </message>
    <message>
        <source>Write a message of at most 10,000 characters.</source>
        <translation>Skriv ett meddelande på högst 10 000 tecken.</translation>
    </message>
    <message>
        <source>Nobody is logged in there.</source>
        <translation>Ingen är inloggad där.</translation>
    </message>
    <message>
        <source>Nobody asks for help there any more.</source>
        <translation>Ingen ber om hjälp där längre.</translation>
    </message>
    <message>
        <source>This agent is not logged in.</source>
        <translation>Handläggaren är inte inloggad.</translation>
    </message>
    <message>
        <source>A queue named in the definition does not exist: {queue}.</source>
        <translation>Ett uppdrag som nämns i definitionen finns inte: {queue}.</translation>
    </message>
    <message>
        <source>This queue is not for calls.</source>
        <translation>Det här uppdraget är inte för samtal.</translation>
    </message>
    <message>
        <source>This agent does not work for this queue.</source>
        <translation>Handläggaren arbetar inte med det här uppdraget.</translation>
    </message>
    <message>
        <source>There is nobody to call in this case.</source>
        <translation>Det finns ingen att ringa i det här ärendet.</translation>
    </message>
    <message>
        <source>A result is reported for a call, during it or in its wrap-up.</source>
        <translation>Ett resultat anges för ett samtal, under det eller i efterarbetet.</translation>
    </message>
    <message>
        <source>There is no number that can be dialled.</source>
        <translation>Det finns inget nummer som går att ringa.</translation>
    </message>
    <message>
        <source>There is no such campaign.</source>
        <translation>Kampanjen finns inte.</translation>
    </message>
    <message>
        <source>A case moves to another campaign during its call or in its wrap-up.</source>
        <translation>Ett ärende flyttas till en annan kampanj under samtalet eller i efterarbetet.</translation>
    </message>
    <message>
        <source>What was filled in and reported will be lost. Move the case all the same?</source>
        <translation>Det som har fyllts i och rapporterats går förlorat. Flytta ärendet ändå?</translation>
    </message>
    <message>
        <source>A form has at most {most} fields.</source>
        <translation>Ett formulär har högst {most} fält.</translation>
    </message>
    <message>
        <source>You are not logged in to a campaign.</source>
        <translation>Du är inte inloggad på någon kampanj.</translation>
    </message>
    <message>
        <source>A list of contacts comes in parts of at most {most}.</source>
        <translation>En kontaktlista lämnas i delar om högst {most}.</translation>
    </message>
    <message>
        <source>Contact {place} of the list has no number that can be dialled.</source>
        <translation>Kontakt {place} i listan har inget nummer som går att ringa.</translation>
    </message>
    <message>
        <source>A callback can be at most a year ahead.</source>
        <translation>En återuppringning kan ligga högst ett år framåt.</translation>
    </message>
    <message>
        <source>A queue&apos;s overflow must take the same kind of cases; this one does not: {queue}.</source>
        <translation>Ett uppdrags överflöde måste ta samma slags ärenden; det gör inte det här: {queue}.</translation>
    </message>
    <message>
        <source>There is no such desk phone: {device}.</source>
        <translation>Den bordstelefonen finns inte: {device}.</translation>
    </message>
    <message>
        <source>A colleague is logged in at this desk phone: {device}.</source>
        <translation>En kollega är inloggad på den bordstelefonen: {device}.</translation>
    </message>
    <message>
        <source>A desk phone cannot have the user name of an agent: {device}.</source>
        <translation>En bordstelefon kan inte ha en agents användarnamn: {device}.</translation>
    </message>
    <message>
        <source>Two queues have the same number: {number}.</source>
        <translation>Två uppdrag har samma nummer: {number}.</translation>
    </message>
    <message>
        <source>There is no flow {flow}.</source>
        <translation>Det finns inget flöde {flow}.</translation>
    </message>
    <message>
        <source>Queue {queue}: its keys are digits, * or #, each once.</source>
        <translation>Uppdraget {queue}: knapparna är siffror, * eller #, var och en bara en gång.</translation>
    </message>
    <message>
        <source>Flow {flow}: two nodes are called {node}.</source>
        <translation>Flödet {flow}: två noder heter {node}.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: there is no node {target} to go to.</source>
        <translation>Flödet {flow}, noden {node}: det finns ingen nod {target} att gå till.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: a prompt is missing.</source>
        <translation>Flödet {flow}, noden {node}: en ljudfil saknas.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: there is no queue {queue} for calls.</source>
        <translation>Flödet {flow}, noden {node}: det finns inget uppdrag {queue} för samtal.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: {field} cannot be this.</source>
        <translation>Flödet {flow}, noden {node}: {field} kan inte vara så.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: {cri} is secret, so that only look-ups get it.</source>
        <translation>Flödet {flow}, noden {node}: {cri} är hemlig, bara uppslagningar får den.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: no way leads from here to a queue or to the end of the call.</source>
        <translation>Flödet {flow}, noden {node}: ingen väg leder härifrån till ett uppdrag eller till samtalets slut.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: a way leads back here on which nothing is said or asked.</source>
        <translation>Flödet {flow}, noden {node}: en väg leder tillbaka hit utan att något sägs eller frågas.</translation>
    </message>
    <message>
        <source>There is no such audio clip.</source>
        <translation>Det finns inget sådant ljudklipp.</translation>
    </message>
    <message>
        <source>Give the audio clip a name of at most {most} characters.</source>
        <translation>Ge ljudklippet ett namn på högst {most} tecken.</translation>
    </message>
    <message>
        <source>You have {most} audio clips, and that is the most: delete one first.</source>
        <translation>Du har {most} ljudklipp, och fler får det inte bli: ta bort ett först.</translation>
    </message>
    <message>
        <source>No audio clip is being played.</source>
        <translation>Inget ljudklipp spelas upp.</translation>
    </message>
    <message>
        <source>This is not your case.</source>
        <translation>Det här är inte ditt ärende.</translation>
    </message>
    <message>
        <source>Cases of this queue have no information called {name}.</source>
        <translation>Ärenden på det här uppdraget har ingen information som heter {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be changed.</source>
        <translation>{name} kan inte ändras.</translation>
    </message>
    <message>
        <source>This value does not fit {name}.</source>
        <translation>Värdet passar inte {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be the name of a CRI: use letters, digits and _, and no name of the system.</source>
        <translation>{name} kan inte vara namn på en CRI: använd bokstäver, siffror och _, och inget av systemets namn.</translation>
    </message>
    <message>
        <source>The CRI {name} has choices and another type, or the type choice and no choices.</source>
        <translation>CRI {name} har val men en annan typ, eller typen val men inga val.</translation>
    </message>
    <message>
        <source>The web address of the CRI {name} is wrong: it needs http(s)://, a host, and known CRIs only.</source>
        <translation>Webbadressen för CRI {name} är fel: den behöver http(s)://, en värd och bara kända CRI:er.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Användarnamnet eller lösenordet är fel.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a moment, then try again.</source>
        <translation>För många försök. Vänta en stund och försök igen.</translation>
    </message>
    <message>
        <source>The session is over. Log in again.</source>
        <translation>Sessionen är slut. Logga in igen.</translation>
    </message>
    <message>
        <source>The request could not be read.</source>
        <translation>Begäran kunde inte läsas.</translation>
    </message>
    <message>
        <source>This program and the server are too far apart in version. Update the program.</source>
        <translation>Programmets och serverns versioner ligger för långt ifrån varandra. Uppdatera programmet.</translation>
    </message>
    <message>
        <source>The connection is too slow and was ended; it is taken up again.</source>
        <translation>Anslutningen är för långsam och bröts; den återupptas.</translation>
    </message>
    <message>
        <source>The server could not save this. Try again; tell your administrator if it stays so.</source>
        <translation>Servern kunde inte spara detta. Försök igen; säg till administratören om det inte går över.</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>Det finns inget på den här adressen.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check its address and your network; it is tried again.</source>
        <translation>Servern kan inte nås. Kontrollera adressen och nätverket; nya försök görs.</translation>
    </message>
    <message>
        <source>The server cannot prove who it is, and was told nothing. Compare its certificate.</source>
        <translation>Servern kan inte visa vem den är, och inget har sagts till den. Jämför dess certifikat.</translation>
    </message>
    <message>
        <source>What answers at this address is not an Agent Desktop server.</source>
        <translation>Det som svarar på den här adressen är ingen Agent Desktop-server.</translation>
    </message>
    <message>
        <source>This link has no number that can be called.</source>
        <translation>Länken har inget nummer som kan ringas.</translation>
    </message>
    <message>
        <source>You did not answer a call; it went back to the front of the queue. You are busy now.</source>
        <translation>Du svarade inte på ett samtal; det gick tillbaka först i kön. Du är nu upptagen.</translation>
    </message>
    <message>
        <source>You rejected a call; it went back to the front of the queue. You are busy now.</source>
        <translation>Du avvisade ett samtal; det gick tillbaka först i kön. Du är nu upptagen.</translation>
    </message>
    <message>
        <source>You did not take a case; it went back to the front of the queue. You are busy now.</source>
        <translation>Du tog inte ett ärende; det gick tillbaka först i kön. Du är upptagen nu.</translation>
    </message>
    <message>
        <source>You rejected a case; it went back to the front of the queue. You are busy now.</source>
        <translation>Du avvisade ett ärende; det gick tillbaka först i kön. Du är upptagen nu.</translation>
    </message>
    <message>
        <source>A case that you put aside is due.</source>
        <translation>Ett ärende som du lagt åt sidan ska tas upp nu.</translation>
    </message>
    <message>
        <source>A colleague forwarded a case to you.</source>
        <translation>En kollega vidarebefordrade ett ärende till dig.</translation>
    </message>
    <message>
        <source>You are the owner of a case now.</source>
        <translation>Du äger nu ett ärende.</translation>
    </message>
    <message>
        <source>The customer wrote again in one of your cases.</source>
        <translation>Kunden skrev igen i ett av dina ärenden.</translation>
    </message>
    <message>
        <source>The customer left the chat.</source>
        <translation>Kunden lämnade chatten.</translation>
    </message>
    <message>
        <source>A colleague opened this case too.</source>
        <translation>En kollega har också öppnat ärendet.</translation>
    </message>
    <message>
        <source>A colleague changed this case.</source>
        <translation>En kollega har ändrat ärendet.</translation>
    </message>
    <message>
        <source>A supervisor listens to this call.</source>
        <translation>En arbetsledare lyssnar på det här samtalet.</translation>
    </message>
    <message>
        <source>Nobody listens to this call any more.</source>
        <translation>Ingen lyssnar längre på det här samtalet.</translation>
    </message>
    <message>
        <source>You cannot listen to the call: your phone or the server&apos;s media failed.</source>
        <translation>Du kan inte lyssna på samtalet: din telefon eller serverns media svek.</translation>
    </message>
    <message>
        <source>A supervisor is coming to help you.</source>
        <translation>En arbetsledare kommer och hjälper dig.</translation>
    </message>
    <message>
        <source>No supervisor came to help you. Ask again if you need one.</source>
        <translation>Ingen arbetsledare kom. Fråga igen om du behöver hjälp.</translation>
    </message>
    <message>
        <source>A customer who has a part of the answer wrote again: there are two cases on one matter.</source>
        <translation>En kund som fått ett delsvar skrev igen: det finns två ärenden om samma sak.</translation>
    </message>
    <message>
        <source>Your phone could not be rung; the call is back at the front of the queue. You are busy now.</source>
        <translation>Din telefon kunde inte ringas; samtalet är tillbaka först i kön. Du är nu upptagen.</translation>
    </message>
    <message>
        <source>The caller hung up before you answered.</source>
        <translation>Uppringaren lade på innan du svarade.</translation>
    </message>
    <message>
        <source>You could not be heard for too long; the caller is back at the front of the queue.</source>
        <translation>Du kunde inte höras för länge; uppringaren är tillbaka först i kön.</translation>
    </message>
    <message>
        <source>A customer is on hold and waits for you.</source>
        <translation>En kund är parkerad och väntar på dig.</translation>
    </message>
    <message>
        <source>Your own phone could not be rung. Nobody was called.</source>
        <translation>Din egen telefon kunde inte nås. Ingen ringdes upp.</translation>
    </message>
    <message>
        <source>You did not answer a colleague&apos;s call.</source>
        <translation>Du svarade inte på en kollegas samtal.</translation>
    </message>
    <message>
        <source>Your inquiry was not answered. The customer is still parked.</source>
        <translation>Din förfrågan besvarades inte. Kunden är fortfarande parkerad.</translation>
    </message>
    <message>
        <source>Your inquiry is over. Nobody else is in it any more.</source>
        <translation>Din förfrågan är slut. Ingen annan är kvar i den.</translation>
    </message>
    <message>
        <source>The call that you transferred was not answered and comes back to you.</source>
        <translation>Samtalet du överförde besvarades inte och kommer tillbaka till dig.</translation>
    </message>
    <message>
        <source>The conference could not be made. You speak to the one you asked, as before.</source>
        <translation>Konferensen kunde inte startas. Du talar med den du frågade, som förut.</translation>
    </message>
    <message>
        <source>A sound device came or went: {device} is used now.</source>
        <translation>En ljudenhet kom eller försvann: {device} används nu.</translation>
    </message>
    <message>
        <source>A sound device went: the usual one of your PC is used now.</source>
        <translation>En ljudenhet försvann: datorns vanliga används nu.</translation>
    </message>
    <message>
        <source>{queue}: as many wait as your alarm allows, or for as long.</source>
        <translation>{queue}: så många väntar som ditt larm anger, eller så länge.</translation>
    </message>
    <message>
        <source>{queue}: fewer agents are ready than your alarm allows.</source>
        <translation>{queue}: färre handläggare är lediga än ditt larm tillåter.</translation>
    </message>
    <message>
        <source>{queue}: the service level is below the limit of your alarm.</source>
        <translation>{queue}: servicenivån ligger under gränsen för ditt larm.</translation>
    </message>
    <message>
        <source>A part of the recording is missing: it could not be written. Tell your administrator.</source>
        <translation>En del av inspelningen saknas: den kunde inte skrivas. Säg till din administratör.</translation>
    </message>
    <message>
        <source>The call could not be recorded, or not to its end. Tell your administrator.</source>
        <translation>Samtalet kunde inte spelas in, eller inte till slutet. Säg till din administratör.</translation>
    </message>
    <message>
        <source>The audio clip was not recorded: nothing was said, or it could not be kept.</source>
        <translation>Ljudklippet spelades inte in: inget sades, eller så kunde det inte sparas.</translation>
    </message>
    <message>
        <source>The audio clip could not be played. Tell your administrator.</source>
        <translation>Ljudklippet kunde inte spelas upp. Säg till din administratör.</translation>
    </message>
    <message>
        <source>Your phone rings: pick it up to answer.</source>
        <translation>Din telefon ringer: lyft luren för att svara.</translation>
    </message>
    <message>
        <source>There is no sound in this call because the server&apos;s media failed. Tell your administrator.</source>
        <translation>Samtalet har inget ljud eftersom serverns media slutade fungera. Säg till administratören.</translation>
    </message>
    <message>
        <source>The customer&apos;s line is busy. The call is tried again as the rules say.</source>
        <translation>Det är upptaget hos kunden. Samtalet görs om enligt reglerna.</translation>
    </message>
    <message>
        <source>The customer did not answer. The call is tried again as the rules say.</source>
        <translation>Kunden svarade inte. Samtalet görs om enligt reglerna.</translation>
    </message>
    <message>
        <source>The customer&apos;s number could not be reached. The call is tried again as the rules say.</source>
        <translation>Kundens nummer kunde inte nås. Samtalet görs om enligt reglerna.</translation>
    </message>
    <message>
        <source>The call to the customer failed because of the server. It is tried again as the rules say.</source>
        <translation>Samtalet till kunden misslyckades på grund av servern. Det görs om enligt reglerna.</translation>
    </message>
    <message>
        <source>The server was restarted and your call was lost.</source>
        <translation>Servern startades om och ditt samtal gick förlorat.</translation>
    </message>
    <message>
        <source>The connection to the server was lost. It is taken up again by itself.</source>
        <translation>Anslutningen till servern bröts. Den återupptas av sig själv.</translation>
    </message>
    <message>
        <source>The connection to the server is back.</source>
        <translation>Anslutningen till servern är tillbaka.</translation>
    </message>
    <message>
        <source>While the server was out of reach you missed calls: {count}. They stand in Recent calls.</source>
        <translation>Medan servern inte nåddes missade du samtal: {count}. De står under Senaste samtal.</translation>
    </message>
    <message>
        <source>While the server was out of reach your status changed.</source>
        <translation>Medan servern inte nåddes ändrades din status.</translation>
    </message>
    <message>
        <source>The phone stopped and is started again.</source>
        <translation>Telefonen stannade och startas om.</translation>
    </message>
    <message>
        <source>The phone could not do this: {problem}</source>
        <translation>Telefonen kunde inte göra detta: {problem}</translation>
    </message>
    <message>
        <source>The server did not take a note. Its text is kept in this file: {file}</source>
        <translation>Servern tog inte emot en anteckning. Texten finns kvar i den här filen: {file}</translation>
    </message>
    <message>
        <source>What you type cannot be kept on this PC: {problem}. Close the window only when it is saved.</source>
        <translation>Det du skriver kan inte sparas på den här datorn: {problem}. Stäng fönstret först när texten är sparad.</translation>
    </message>
    <message>
        <source>A sound file is gone; the usual sound is heard instead: {file}</source>
        <translation>En ljudfil är borta; det vanliga ljudet hörs i stället: {file}</translation>
    </message>
    <message>
        <source>Your administrator changed the settings of this PC. They hold from the next start.</source>
        <translation>Administratören har ändrat inställningarna på den här datorn. De gäller från nästa start.</translation>
    </message>
    <message>
        <source>The settings of this PC have a mistake: tell your administrator before you end the program.</source>
        <translation>Inställningarna på den här datorn har ett fel: säg till administratören innan du avslutar programmet.</translation>
    </message>
    <message>
        <source>Your settings could not be understood: the usual ones hold. What was there is in {file}.</source>
        <translation>Dina inställningar kunde inte tolkas: de vanliga gäller. Det som stod där finns i {file}.</translation>
    </message>
    <message>
        <source>A new version of the program is ready: {version}. Ask your administrator for it.</source>
        <translation>En ny version av programmet finns: {version}. Be din administratör om den.</translation>
    </message>
    <message>
        <source>Other programs cannot reach this one: {problem}</source>
        <translation>Andra program kan inte nå det här: {problem}</translation>
    </message>
    <message>
        <source>The server knows more than this program. Update the program.</source>
        <translation>Servern kan mer än det här programmet. Uppdatera programmet.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {text}</source>
        <translation>{file} kan inte läsas: {text}</translation>
    </message>
    <message>
        <source>{file} is too large for an address book.</source>
        <translation>{file} är för stor för en adressbok.</translation>
    </message>
    <message>
        <source>{file}: the first line must name the columns, one of them a name and one a phone number.</source>
        <translation>{file}: den första raden måste namnge kolumnerna, en av dem ett namn och en ett telefonnummer.</translation>
    </message>
    <message>
        <source>{file}, line {line}: this cannot be read.</source>
        <translation>{file}, rad {line}: detta kan inte läsas.</translation>
    </message>
    <message>
        <source>{file}, line {line}: this card has no end.</source>
        <translation>{file}, rad {line}: kortet har inget slut.</translation>
    </message>
    <message>
        <source>{file}, line {line}: there is no name.</source>
        <translation>{file}, rad {line}: namn saknas.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {text} has no phone number.</source>
        <translation>{file}, rad {line}: {text} har inget telefonnummer.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {text} is no number that can be dialled.</source>
        <translation>{file}, rad {line}: {text} är inget nummer som kan ringas.</translation>
    </message>
    <message>
        <source>The directory {file} does not answer. It is asked again; whom it had before stays here.</source>
        <translation>Katalogen {file} svarar inte. Den tillfrågas igen; de som fanns där förut står kvar här.</translation>
    </message>
    <message>
        <source>The directory {file} cannot be reached safely: its certificate or its TLS is wrong.</source>
        <translation>Katalogen {file} kan inte nås på ett säkert sätt: dess certifikat eller TLS är fel.</translation>
    </message>
    <message>
        <source>The directory {file} refuses: {text}</source>
        <translation>Katalogen {file} vägrar: {text}</translation>
    </message>
    <message>
        <source>The password for the directory {file} is not in the keyring of this PC.</source>
        <translation>Lösenordet till katalogen {file} finns inte i datorns nyckelring.</translation>
    </message>
    <message>
        <source>The directory {file} has more people than can be shown: {text} are here.</source>
        <translation>Katalogen {file} har fler personer än som kan visas: {text} står här.</translation>
    </message>
    <message>
        <source>{file}: {text} is no number that can be dialled.</source>
        <translation>{file}: {text} är inget nummer som går att ringa.</translation>
    </message>
    <message>
        <source>You are muted: nobody hears what you say.</source>
        <translation>Mikrofonen är avstängd: ingen hör vad du säger.</translation>
    </message>
    <message>
        <source>Your microphone gives no sound. Is it switched off at the headset?</source>
        <translation>Din mikrofon ger inget ljud. Är den avstängd på headsetet?</translation>
    </message>
    <message>
        <source>You can hardly be heard. Move the microphone closer to your mouth, or turn it up.</source>
        <translation>Du hörs knappt. Flytta mikrofonen närmare munnen eller höj dess nivå.</translation>
    </message>
    <message>
        <source>Your voice is distorted. Turn the microphone down, or move it away from your mouth.</source>
        <translation>Din röst förvrängs. Sänk mikrofonens nivå eller flytta den från munnen.</translation>
    </message>
    <message>
        <source>This PC is too busy for a clear call. Close programs that you do not need.</source>
        <translation>Den här datorn är för upptagen för ett tydligt samtal. Stäng program som du inte behöver.</translation>
    </message>
    <message>
        <source>Your Wi-Fi is weak: you are heard with gaps. Move closer to it, or use a network cable.</source>
        <translation>Ditt wifi är svagt: du hörs med avbrott. Gå närmare det eller använd en nätverkskabel.</translation>
    </message>
    <message>
        <source>Your network loses speech: you are heard with gaps. Is something large being sent or fetched?</source>
        <translation>Ditt nätverk tappar tal: du hörs med avbrott. Skickas eller hämtas något stort?</translation>
    </message>
    <message>
        <source>Your connection loses speech: you are heard with gaps. Others may be using it heavily.</source>
        <translation>Din anslutning tappar tal: du hörs med avbrott. Andra kanske belastar den hårt.</translation>
    </message>
    <message>
        <source>The caller&apos;s speech arrives with gaps. It is not your PC: you are heard well.</source>
        <translation>Kundens tal kommer med avbrott. Det beror inte på din dator: du hörs bra.</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Missat samtal</translation>
    </message>
    <message>
        <source>Phone unreachable</source>
        <translation>Telefonen kan inte nås</translation>
    </message>
    <message>
        <source>Missed case</source>
        <translation>Missat ärende</translation>
    </message>
    <message>
        <source>Just logged in</source>
        <translation>Nyss inloggad</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Anslutningen bröts</translation>
    </message>
</context>
<context>
    <name>counts</name>
    <message numerus="yes">
        <source>%n ready</source>
        <translation>
            <numerusform>%n ledig</numerusform>
            <numerusform>%n lediga</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being offered a call</source>
        <translation>
            <numerusform>%n erbjuds ett samtal</numerusform>
            <numerusform>%n erbjuds samtal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in a call</source>
        <translation>
            <numerusform>%n i samtal</numerusform>
            <numerusform>%n i samtal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in wrap-up</source>
        <translation>
            <numerusform>%n i efterarbete</numerusform>
            <numerusform>%n i efterarbete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n busy</source>
        <translation>
            <numerusform>%n upptagen</numerusform>
            <numerusform>%n upptagna</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n administrative</source>
        <translation>
            <numerusform>%n administrativ</numerusform>
            <numerusform>%n administrativa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n logged out</source>
        <translation>
            <numerusform>%n utloggad</numerusform>
            <numerusform>%n utloggade</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n väntar</numerusform>
            <numerusform>%n väntar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kept</name>
    <message>
        <source>Saved for later</source>
        <translation>Sparat till senare</translation>
    </message>
    <message>
        <source>Partly answered</source>
        <translation>Delvis besvarat</translation>
    </message>
    <message>
        <source>Forwarded to you</source>
        <translation>Vidarebefordrat till dig</translation>
    </message>
    <message>
        <source>Locked to you</source>
        <translation>Låst till dig</translation>
    </message>
    <message>
        <source>Picked by you</source>
        <translation>Plockat av dig</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Öppnat på nytt</translation>
    </message>
    <message>
        <source>Left when you logged out</source>
        <translation>Kvar när du loggade ut</translation>
    </message>
    <message>
        <source>Private callback</source>
        <translation>Privat återuppringning</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>%1 belongs to another program</source>
        <translation>%1 tillhör ett annat program</translation>
    </message>
    <message>
        <source>anywhere %1</source>
        <translation>överallt %1</translation>
    </message>
</context>
<context>
    <name>link</name>
    <message>
        <source>Connected</source>
        <translation>Ansluten</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Ansluter …</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Ej ansluten</translation>
    </message>
</context>
<context>
    <name>mail</name>
    <message>
        <source>The system</source>
        <translation>Systemet</translation>
    </message>
</context>
<context>
    <name>outcome</name>
    <message>
        <source>Handled</source>
        <translation>Hanterat</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Överfört</translation>
    </message>
    <message>
        <source>Consulted</source>
        <translation>Förfrågan</translation>
    </message>
    <message>
        <source>Hung up before an answer</source>
        <translation>La på före svar</translation>
    </message>
    <message>
        <source>Callback ordered</source>
        <translation>Återuppringning beställd</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Ej nådd</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Bröts</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misslyckades</translation>
    </message>
    <message>
        <source>Served by the voice menu</source>
        <translation>Betjänad av talsvarsmenyn</translation>
    </message>
    <message>
        <source>Left a message</source>
        <translation>Lämnade ett meddelande</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Avvisad</translation>
    </message>
</context>
<context>
    <name>phone</name>
    <message>
        <source>No sound device was found. Connect a headset or switch the sound service on; it is then taken by itself.</source>
        <translation>Ingen ljudenhet hittades. Anslut ett headset eller slå på ljudtjänsten; den används sedan av sig själv.</translation>
    </message>
    <message>
        <source>No microphone was found: callers cannot hear you. Connect a headset; it is then taken by itself.</source>
        <translation>Ingen mikrofon hittades: uppringare hör dig inte. Anslut ett headset; det används sedan av sig själv.</translation>
    </message>
    <message>
        <source>No speaker was found: you cannot hear callers. Connect a headset; it is then taken by itself.</source>
        <translation>Ingen högtalare hittades: du hör inte uppringare. Anslut ett headset; det används sedan av sig själv.</translation>
    </message>
    <message>
        <source>The microphone you chose is not connected: another one is used until it is back.</source>
        <translation>Mikrofonen du valde är inte ansluten: en annan används tills den är tillbaka.</translation>
    </message>
    <message>
        <source>The speaker you chose is not connected: another one is used until it is back.</source>
        <translation>Högtalaren du valde är inte ansluten: en annan används tills den är tillbaka.</translation>
    </message>
    <message>
        <source>The microphone delivers nothing: callers cannot hear you. Connect it again or choose another one.</source>
        <translation>Mikrofonen lämnar inget ljud: uppringare hör dig inte. Anslut den igen eller välj en annan.</translation>
    </message>
    <message>
        <source>The microphone is silent: callers cannot hear you. Look for a switch on the headset or its cable.</source>
        <translation>Mikrofonen är tyst: uppringare hör dig inte. Leta efter en knapp på headsetet eller dess kabel.</translation>
    </message>
    <message>
        <source>The speaker could not be used; another program may have taken it.</source>
        <translation>Högtalaren kunde inte användas; ett annat program kan ha tagit den.</translation>
    </message>
    <message>
        <source>The microphone could not be used; it may be taken or forbidden.</source>
        <translation>Mikrofonen kunde inte användas; den kan vara upptagen eller förbjuden.</translation>
    </message>
</context>
<context>
    <name>result</name>
    <message>
        <source>No qualifier</source>
        <translation>Utan kvalificerare</translation>
    </message>
    <message>
        <source>Private callback</source>
        <translation>Privat callback</translation>
    </message>
    <message>
        <source>Public callback</source>
        <translation>Allmän callback</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Avslutande</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Lyckat</translation>
    </message>
    <message>
        <source>Success to confirm</source>
        <translation>Lyckat, ska bekräftas</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Väntande</translation>
    </message>
    <message>
        <source>Cancel success and close</source>
        <translation>Ångra lyckat och stäng</translation>
    </message>
</context>
<context>
    <name>service</name>
    <message>
        <source>Service level</source>
        <translation>Servicenivå</translation>
    </message>
    <message>
        <source>Agents logged in</source>
        <translation>Inloggade handläggare</translation>
    </message>
    <message>
        <source>{percent} % within {seconds} s today: {part} of {whole}.</source>
        <translation>{percent} % inom {seconds} s i dag: {part} av {whole}.</translation>
    </message>
    <message>
        <source>Of today&apos;s callers who were answered or waited longer than the target, how many were answered within it. Who hung up sooner does not count.</source>
        <translation>Hur många av dagens uppringare som fick svar eller väntade längre än målet som fick svar inom det. Den som lade på tidigare räknas inte.</translation>
    </message>
    <message>
        <source>Callers an hour: {calls}. Agents who would answer {percent} % of them within {seconds} s: {agents}. Logged in: {present}.</source>
        <translation>Uppringare i timmen: {calls}. Handläggare som skulle svara {percent} % av dem inom {seconds} s: {agents}. Inloggade: {present}.</translation>
    </message>
    <message>
        <source>After the slash: how many agents would answer {percent} % in time now, by Erlang&apos;s formulas, with the callers of the last hour.</source>
        <translation>Efter snedstrecket: hur många handläggare som nu skulle svara {percent} % i tid, enligt Erlangs formler, med den senaste timmens uppringare.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Locked by your administrator</source>
        <translation>Låst av din administratör</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fönster</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Ljud</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>Sound devices</source>
        <translation>Ljudenheter</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tangenter</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametrar</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Utseende</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ljust</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mörkt</translation>
    </message>
    <message>
        <source>Sign in the tray</source>
        <translation>Ikon i meddelandefältet</translation>
    </message>
    <message>
        <source>No sign</source>
        <translation>Ingen ikon</translation>
    </message>
    <message>
        <source>Show the status</source>
        <translation>Visa status</translation>
    </message>
    <message>
        <source>A closed window goes on there</source>
        <translation>Ett stängt fönster finns kvar där</translation>
    </message>
    <message>
        <source>The window also starts there</source>
        <translation>Fönstret startar också där</translation>
    </message>
    <message>
        <source>Start with the session</source>
        <translation>Starta med sessionen</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Rörelse</translation>
    </message>
    <message>
        <source>Nothing moves or blinks</source>
        <translation>Inget rör sig eller blinkar</translation>
    </message>
    <message>
        <source>Message windows close by themselves after</source>
        <translation>Meddelandefönster stängs av sig själva efter</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Aldrig</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>sekunder</translation>
    </message>
    <message>
        <source>Size of message windows</source>
        <translation>Meddelandefönstrens storlek</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Vanlig</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Liten</translation>
    </message>
    <message>
        <source>Notices of the desktop</source>
        <translation>Skrivbordets aviseringar</translation>
    </message>
    <message>
        <source>While the window cannot be seen</source>
        <translation>När fönstret inte syns</translation>
    </message>
    <message>
        <source>While another program is in front</source>
        <translation>När ett annat program ligger överst</translation>
    </message>
    <message>
        <source>Notices of the desktop say who calls</source>
        <translation>Aviseringarna visar vem som ringer</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nej</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>A case is offered to you</source>
        <translation>Du erbjuds ett ärende</translation>
    </message>
    <message>
        <source>A call is connected at once</source>
        <translation>Ett samtal kopplas in direkt</translation>
    </message>
    <message>
        <source>You missed an offer</source>
        <translation>Du missade ett erbjudande</translation>
    </message>
    <message>
        <source>A queue reached your alarm</source>
        <translation>En kö har nått ditt larm</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>Ready</source>
        <translation>Ledig</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Inkommande samtal</translation>
    </message>
    <message>
        <source>In call</source>
        <translation>I samtal</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Efterarbete</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Upptagen</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Administrativ</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>Utloggad</translation>
    </message>
    <message>
        <source>Then: {status}</source>
        <translation>Sedan: {status}</translation>
    </message>
    <message>
        <source>Back at {time}</source>
        <translation>Åter kl. {time}</translation>
    </message>
    <message>
        <source>Overdue: back at {time}</source>
        <translation>Försenad: åter kl. {time}</translation>
    </message>
</context>
<context>
    <name>tabs</name>
    <message>
        <source>Queue information</source>
        <translation>Köinformation</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Handläggare</translation>
    </message>
    <message>
        <source>Message history</source>
        <translation>Meddelandehistorik</translation>
    </message>
    <message>
        <source>Call information</source>
        <translation>Samtalsinformation</translation>
    </message>
    <message>
        <source>Number pad</source>
        <translation>Knappsats</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Senaste samtal</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>Adressbok</translation>
    </message>
    <message>
        <source>Voice messages</source>
        <translation>Röstbrev</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Cherry pick</source>
        <translation>Plocka samtal</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Mina ärenden</translation>
    </message>
    <message>
        <source>Personal statistics</source>
        <translation>Personlig statistik</translation>
    </message>
</context>
<context>
    <name>talk</name>
    <message>
        <source>Conference with {names}</source>
        <translation>Konferens med {names}</translation>
    </message>
    <message>
        <source>On hold for {time}: the customer hears music</source>
        <translation>Parkerad {time}: kunden hör musik</translation>
    </message>
    <message>
        <source>Parked for {time}: the customer hears music</source>
        <translation>Samtalsparkerad {time}: kunden hör musik</translation>
    </message>
    <message>
        <source>{name} listens</source>
        <translation>{name} lyssnar</translation>
    </message>
    <message>
        <source>{name} speaks to you alone</source>
        <translation>{name} talar bara med dig</translation>
    </message>
    <message>
        <source>{name} speaks with you both</source>
        <translation>{name} talar med er båda</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>Spelar in {time}</translation>
    </message>
    <message>
        <source>Recording paused</source>
        <translation>Inspelning pausad</translation>
    </message>
    <message>
        <source>Saving the recording …</source>
        <translation>Sparar inspelningen …</translation>
    </message>
    <message>
        <source>Deleting the recording …</source>
        <translation>Raderar inspelningen …</translation>
    </message>
    <message>
        <source>Recording declined</source>
        <translation>Inspelning avböjd</translation>
    </message>
    <message>
        <source>a number outside</source>
        <translation>ett externt nummer</translation>
    </message>
    <message>
        <source>Asking {name} … {time}</source>
        <translation>Frågar {name} … {time}</translation>
    </message>
    <message>
        <source>Speaking with the customer; {name} hears music</source>
        <translation>Talar med kunden; {name} hör musik</translation>
    </message>
    <message>
        <source>Speaking with {name}; the customer hears music</source>
        <translation>Talar med {name}; kunden hör musik</translation>
    </message>
</context>
<context>
    <name>trouble</name>
    <message>
        <source>The server is out of reach; it is tried again by itself. Your call goes on; what you type is kept.</source>
        <translation>Servern kan inte nås; nya försök görs av sig självt. Ditt samtal fortsätter; det du skriver sparas.</translation>
    </message>
    <message>
        <source>The server is out of reach; it is tried again by itself. Buttons work again then; what you type is kept.</source>
        <translation>Servern kan inte nås; nya försök görs av sig självt. Sedan fungerar knapparna igen; det du skriver sparas.</translation>
    </message>
    <message>
        <source>The telephone is being started again; the caller hears music.</source>
        <translation>Telefonen startas om; uppringaren hör musik.</translation>
    </message>
    <message>
        <source>The telephone is being started again.</source>
        <translation>Telefonen startas om.</translation>
    </message>
    <message>
        <source>You cannot be heard; the caller hears music. You are connected again by itself.</source>
        <translation>Du hörs inte; uppringaren hör musik. Ni kopplas ihop igen av sig självt.</translation>
    </message>
    <message>
        <source>Not heard – {time} left</source>
        <translation>Hörs inte – {time} kvar</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>passed over: {colleagues}</source>
        <translation>förbigångna: {colleagues}</translation>
    </message>
    <message>
        <source>Why you: longest waiting caller ({waited}), ready longest ({ready})</source>
        <translation>Därför du: uppringaren väntat längst ({waited}), ledig längst ({ready})</translation>
    </message>
    <message>
        <source>Why you: a colleague wants to speak to you, or gives you this call</source>
        <translation>Varför du: en kollega vill tala med dig eller ger dig samtalet</translation>
    </message>
    <message>
        <source>Why you: the call that you transferred was not answered</source>
        <translation>Varför du: samtalet du överförde besvarades inte</translation>
    </message>
    <message>
        <source>Why you: you took this call yourself</source>
        <translation>Varför du: du tog själv det här samtalet</translation>
    </message>
    <message>
        <source>Why you: rule {rule}, score {score}, you had been ready for {ready}</source>
        <translation>Därför du: regel {rule}, poäng {score}, du hade varit ledig i {ready}</translation>
    </message>
</context>
</TS>
