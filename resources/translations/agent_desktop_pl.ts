<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL">
<context>
    <name>ActionRow</name>
    <message>
        <source>next</source>
        <translation>potem</translation>
    </message>
</context>
<context>
    <name>AgentsTable</name>
    <message>
        <source>Name</source>
        <translation>Imię i nazwisko</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Czas</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Dostępny</translation>
    </message>
    <message>
        <source>Filter, for example an*, 8090</source>
        <translation>Filtr, na przykład an*, 8090</translation>
    </message>
    <message>
        <source>Filter the agents</source>
        <translation>Filtruj konsultantów</translation>
    </message>
    <message>
        <source>User names, names or groups with commas between; * is anything, and nothing is everybody</source>
        <translation>Nazwy użytkowników, nazwiska lub grupy rozdzielone przecinkami; * to cokolwiek, puste to wszyscy</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Wszystkie grupy</translation>
    </message>
    <message>
        <source>Group of agents</source>
        <translation>Grupa konsultantów</translation>
    </message>
    <message>
        <source>Show only the agents of one group</source>
        <translation>Pokaż tylko konsultantów jednej grupy</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Konsultanci</translation>
    </message>
    <message>
        <source>No agent who is logged in fits the filter.</source>
        <translation>Żaden zalogowany konsultant nie pasuje do filtra.</translation>
    </message>
    <message>
        <source>No colleague is logged in.</source>
        <translation>Nikt z kolegów nie jest zalogowany.</translation>
    </message>
    <message>
        <source>Write a message…</source>
        <translation>Napisz wiadomość…</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Tak</translation>
    </message>
</context>
<context>
    <name>AlarmDialog</name>
    <message>
        <source>Alarm: {queue}</source>
        <translation>Alarm: {queue}</translation>
    </message>
    <message>
        <source>When so many wait</source>
        <translation>Gdy tylu czeka</translation>
    </message>
    <message>
        <source>When the first waits so long</source>
        <translation>Gdy pierwszy czeka tak długo</translation>
    </message>
    <message>
        <source>When fewer agents are ready</source>
        <translation>Gdy gotowych konsultantów jest mniej</translation>
    </message>
    <message>
        <source>When the service level is lower</source>
        <translation>Gdy poziom obsługi jest niższy</translation>
    </message>
    <message>
        <source>0: no alarm</source>
        <translation>0: bez alarmu</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>Bez alarmu</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>0: no alarm. Of today&apos;s callers, from the tenth of them on</source>
        <translation>0: bez alarmu. Spośród dzisiejszych dzwoniących, od dziesiątego z nich</translation>
    </message>
    <message>
        <source>It ends when it is clearly better, so that it does not come and go with every caller.</source>
        <translation>Ustaje, gdy jest wyraźnie lepiej, by nie włączał się przy każdym połączeniu.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Keep this alarm; it holds at any PC where you log in</source>
        <translation>Zapisz alarm; działa na każdym komputerze, na którym się zalogujesz</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Niczego nie zmieniaj</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Czeka</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Najdłuższe oczekiwanie</translation>
    </message>
    <message>
        <source>Fewer ready than</source>
        <translation>Gotowych mniej niż</translation>
    </message>
    <message>
        <source>Service level below</source>
        <translation>Poziom obsługi poniżej</translation>
    </message>
    <message>
        <source>You have no queue.</source>
        <translation>Nie masz żadnej kolejki.</translation>
    </message>
    <message>
        <source>Your alarms</source>
        <translation>Twoje alarmy</translation>
    </message>
    <message>
        <source>Enter or a double-click changes the limits of a queue</source>
        <translation>Enter lub podwójne kliknięcie zmienia granice kolejki</translation>
    </message>
    <message>
        <source>A limit that is reached is heard, told, and shown in red in the queue information.</source>
        <translation>Osiągnięta granica jest słyszana, zgłaszana i pokazana na czerwono w informacji o kolejkach.</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Zmień …</translation>
    </message>
    <message>
        <source>Change the limits of the chosen queue</source>
        <translation>Zmień granice wybranej kolejki</translation>
    </message>
</context>
<context>
    <name>BookTable</name>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numer</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Mistakes in the address book: {count}</source>
        <translation>Błędy w książce adresowej: {count}</translation>
    </message>
    <message>
        <source>Favourite, or no more ({key})</source>
        <translation>Dodaj do ulubionych lub usuń ({key})</translation>
    </message>
    <message>
        <source>Filter by name, company or number</source>
        <translation>Filtr: nazwa, firma lub numer</translation>
    </message>
    <message>
        <source>Filter the address book</source>
        <translation>Filtruj książkę adresową</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>Książka adresowa</translation>
    </message>
</context>
<context>
    <name>BusyMenu</name>
    <message>
        <source>Planned &amp;return</source>
        <translation>Planowany po&amp;wrót</translation>
    </message>
</context>
<context>
    <name>CalendarPopup</name>
    <message>
        <source>Day</source>
        <translation>Dzień</translation>
    </message>
    <message>
        <source>Call again then</source>
        <translation>Oddzwoń wtedy</translation>
    </message>
</context>
<context>
    <name>CallCard</name>
    <message>
        <source>Campaign call</source>
        <translation>Połączenie kampanii</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Numer zastrzeżony</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>Brak połączenia</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>Oczekuje</translation>
    </message>
    <message>
        <source>Time in case</source>
        <translation>Czas w sprawie</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>Customer&apos;s number</source>
        <translation>Numer klienta</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>ponad limit</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>oczekiwanie {time}</translation>
    </message>
</context>
<context>
    <name>CallInfo</name>
    <message>
        <source>This case has no {name}</source>
        <translation>Ta sprawa nie ma {name}</translation>
    </message>
    <message>
        <source>No call information</source>
        <translation>Brak informacji o połączeniu</translation>
    </message>
    <message>
        <source>Fetch by name, for example number</source>
        <translation>Pobierz po nazwie, na przykład number</translation>
    </message>
    <message>
        <source>Fetch call information by name</source>
        <translation>Pobierz informacje o połączeniu po nazwie</translation>
    </message>
</context>
<context>
    <name>CaseSheet</name>
    <message>
        <source>Campaign: {name}</source>
        <translation>Kampania: {name}</translation>
    </message>
    <message>
        <source>Attempts so far: {count}</source>
        <translation>Dotychczasowe próby: {count}</translation>
    </message>
    <message>
        <source>None is on record</source>
        <translation>Brak zapisów</translation>
    </message>
    <message>
        <source>Older ones are not shown</source>
        <translation>Starsze nie są pokazane</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>nieodebrane</translation>
    </message>
    <message>
        <source>received</source>
        <translation>odebrane</translation>
    </message>
    <message>
        <source>dialled</source>
        <translation>wybrane</translation>
    </message>
    <message>
        <source>Ordered by the customer on the phone</source>
        <translation>Zamówione przez klienta telefonicznie</translation>
    </message>
    <message>
        <source>Ordered by the customer on the web</source>
        <translation>Zamówione przez klienta na stronie</translation>
    </message>
    <message>
        <source>Promised by an agent</source>
        <translation>Obiecane przez konsultanta</translation>
    </message>
    <message>
        <source>Ordered for you by a colleague</source>
        <translation>Zamówione dla ciebie przez kolegę</translation>
    </message>
    <message>
        <source>To confirm a success</source>
        <translation>Aby potwierdzić sukces</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>połączono</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>zajęte</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>brak odpowiedzi</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>nieosiągalny</translation>
    </message>
    <message>
        <source>no agent was free</source>
        <translation>brak wolnego konsultanta</translation>
    </message>
    <message>
        <source>not dialled</source>
        <translation>nie wybrano</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>anulowano</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>nie powiodło się</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>To połączenie</translation>
    </message>
    <message>
        <source>Notes of colleagues</source>
        <translation>Notatki kolegów</translation>
    </message>
    <message>
        <source>Earlier cases of this customer</source>
        <translation>Wcześniejsze sprawy tego klienta</translation>
    </message>
    <message>
        <source>Your earlier calls with this number</source>
        <translation>Twoje wcześniejsze rozmowy z tym numerem</translation>
    </message>
    <message>
        <source>Other open cases of this customer</source>
        <translation>Inne otwarte sprawy klienta</translation>
    </message>
</context>
<context>
    <name>CertificateBar</name>
    <message>
        <source>The server cannot prove who it is.</source>
        <translation>Serwer nie może udowodnić, kim jest.</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Szczegóły…</translation>
    </message>
    <message>
        <source>Compare the server&apos;s certificate, and decide whether to trust it</source>
        <translation>Porównaj certyfikat serwera i zdecyduj, czy mu zaufać</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>The server {server} shows another certificate than the one you trusted.</source>
        <translation>Serwer {server} pokazuje inny certyfikat niż ten, któremu zaufano.</translation>
    </message>
    <message>
        <source>Nobody this PC relies on vouches for the certificate of the server {server}.</source>
        <translation>Nikt, komu ufa ten komputer, nie ręczy za certyfikat serwera {server}.</translation>
    </message>
    <message>
        <source>The certificate of the server {server} is not valid today.</source>
        <translation>Certyfikat serwera {server} nie jest dziś ważny.</translation>
    </message>
    <message>
        <source>The server {server} shows the certificate of somebody else: {subject}.</source>
        <translation>Serwer {server} pokazuje cudzy certyfikat: {subject}.</translation>
    </message>
    <message>
        <source>The certificate of the server {server} cannot be relied on.</source>
        <translation>Na certyfikacie serwera {server} nie można polegać.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate</source>
        <translation>Certyfikat serwera</translation>
    </message>
    <message>
        <source>It was told nothing. Trust it only if your administrator names this fingerprint (SHA-256):</source>
        <translation>Niczego mu nie przekazano. Zaufaj mu tylko wtedy, gdy administrator poda ten odcisk (SHA-256):</translation>
    </message>
    <message>
        <source>Trusted until now:</source>
        <translation>Zaufany do tej pory:</translation>
    </message>
    <message>
        <source>&amp;Trust this certificate</source>
        <translation>&amp;Zaufaj certyfikatowi</translation>
    </message>
    <message>
        <source>This PC works with this server, now and at every log-in</source>
        <translation>Ten komputer pracuje z tym serwerem, teraz i przy każdym logowaniu</translation>
    </message>
    <message>
        <source>This server is told nothing</source>
        <translation>Temu serwerowi nic nie jest przekazywane</translation>
    </message>
    <message>
        <source>Do &amp;not trust it</source>
        <translation>&amp;Nie ufaj</translation>
    </message>
</context>
<context>
    <name>ClipMenu</name>
    <message>
        <source>Stop listening</source>
        <translation>Zakończ odsłuch</translation>
    </message>
    <message>
        <source>Listen to it alone</source>
        <translation>Odsłuchaj tylko dla siebie</translation>
    </message>
    <message>
        <source>{name} (archived)</source>
        <translation>{name} (w archiwum)</translation>
    </message>
    <message>
        <source>{name} (for everybody)</source>
        <translation>{name} (dla wszystkich)</translation>
    </message>
    <message>
        <source>Name of the clip</source>
        <translation>Nazwa klipu</translation>
    </message>
</context>
<context>
    <name>CloseBar</name>
    <message>
        <source>You have a call. Closing the program ends it.</source>
        <translation>Trwa połączenie. Zamknięcie programu je zakończy.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Pozostań</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Kolumny</translation>
    </message>
    <message>
        <source>Columns that are shown</source>
        <translation>Widoczne kolumny</translation>
    </message>
    <message>
        <source>Space shows or hides a column</source>
        <translation>Spacja pokazuje lub ukrywa kolumnę</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>W górę</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>W dół</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Jak na początku</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>CriField</name>
    <message>
        <source>Open the web page of {name}</source>
        <translation>Otwórz stronę {name}</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>The one of this PC</source>
        <translation>Domyślne tego komputera</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Ciszej</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Bez zmian</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Głośniej</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Głośnik</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Dzwonek</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Tam, gdzie słychać rozmowy</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Połączenie próbne do siebie</translation>
    </message>
    <message>
        <source>You hear what you say, after its whole way through the telephone</source>
        <translation>Słyszysz to, co mówisz, po całej drodze przez telefon</translation>
    </message>
</context>
<context>
    <name>DialLine</name>
    <message>
        <source>Name or number ({key})</source>
        <translation>Nazwa lub numer ({key})</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Nazwa lub numer</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Znalezione</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Settings, language, look and sound</source>
        <translation>Ustawienia, język, wygląd i dźwięk</translation>
    </message>
    <message>
        <source>on</source>
        <translation>włączone</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Wygląd</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Jak w systemie</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Jasny</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Ciemny</translation>
    </message>
    <message>
        <source>{setting} (locked by your administrator)</source>
        <translation>{setting} (zablokowane przez administratora)</translation>
    </message>
</context>
<context>
    <name>HeadsetPage</name>
    <message>
        <source>The one of this PC</source>
        <translation>Domyślny tego komputera</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Tam, gdzie słychać rozmowy</translation>
    </message>
    <message>
        <source>Your headset</source>
        <translation>Twój zestaw słuchawkowy</translation>
    </message>
    <message>
        <source>Choose what you speak into and what you hear, then try it.</source>
        <translation>Wybierz, do czego mówisz i gdzie słyszysz, a potem wypróbuj.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Głośnik</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Dzwonek</translation>
    </message>
    <message>
        <source>Hear a sound</source>
        <translation>Odtwórz dźwięk</translation>
    </message>
    <message>
        <source>Hear it ring</source>
        <translation>Odtwórz dzwonek</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Poziom mikrofonu</translation>
    </message>
    <message>
        <source>Go to work</source>
        <translation>Do pracy</translation>
    </message>
    <message>
        <source>The sound devices can be changed at any time: the sliders, Sound (Esc)</source>
        <translation>Urządzenia można zmienić w każdej chwili: suwaki, Dźwięk (Esc)</translation>
    </message>
    <message>
        <source>End the test call</source>
        <translation>Zakończ połączenie próbne</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Połączenie próbne do siebie</translation>
    </message>
    <message>
        <source>Speak, and hear yourself as callers hear you</source>
        <translation>Mów i usłysz siebie tak, jak słyszą Cię dzwoniący</translation>
    </message>
    <message>
        <source>Your microphone works. Do you hear yourself?</source>
        <translation>Mikrofon działa. Czy słyszysz siebie?</translation>
    </message>
    <message>
        <source>Speak: the bar must move, and you must hear yourself.</source>
        <translation>Mów: pasek powinien się ruszać, a Ty słyszeć siebie.</translation>
    </message>
</context>
<context>
    <name>InfoTabs</name>
    <message>
        <source>{title}: something new</source>
        <translation>{title}: coś nowego</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informacje</translation>
    </message>
    <message>
        <source>Information windows</source>
        <translation>Okna informacyjne</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Locked</source>
        <translation>Zablok.</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Podwójny</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Wył.</translation>
    </message>
    <message>
        <source>Keys are not heard while another program is in front.</source>
        <translation>Klawisze nie działają, gdy z przodu jest inny program.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Your desktop calls the key: {key}.</source>
        <translation>Pulpit nazywa ten klawisz: {key}.</translation>
    </message>
    <message>
        <source>{key} works in every program.</source>
        <translation>{key} działa w każdym programie.</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Zajęty</translation>
    </message>
    <message>
        <source>{key} belongs to another program already.</source>
        <translation>{key} należy już do innego programu.</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Nie tutaj</translation>
    </message>
    <message>
        <source>{key} is not available on this desktop.</source>
        <translation>{key} nie jest dostępny na tym pulpicie.</translation>
    </message>
    <message>
        <source>{key} is the key of {action}.</source>
        <translation>{key} to klawisz działania „{action}”.</translation>
    </message>
    <message>
        <source>{key} is typed with: take another one, as a function key.</source>
        <translation>{key} służy do pisania: wybierz inny, na przykład funkcyjny.</translation>
    </message>
    <message>
        <source>{key} has a meaning in every window already.</source>
        <translation>{key} ma już znaczenie w każdym oknie.</translation>
    </message>
    <message>
        <source>Press the keys in a field; Backspace takes them away.</source>
        <translation>Naciśnij klawisze w polu; Backspace je usuwa.</translation>
    </message>
    <message>
        <source>Keymap</source>
        <translation>Układ skrótów</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>As in Microsoft Teams</source>
        <translation>Jak w Microsoft Teams</translation>
    </message>
    <message>
        <source>As in Cisco Jabber</source>
        <translation>Jak w Cisco Jabber</translation>
    </message>
    <message>
        <source>Hear keys also while another program is in front</source>
        <translation>Reaguj na klawisze także wtedy, gdy z przodu jest inny program</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Działanie</translation>
    </message>
    <message>
        <source>In the window</source>
        <translation>W oknie</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Wszędzie</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Klawisze</translation>
    </message>
    <message>
        <source>Choose an action, then press its keys below</source>
        <translation>Wybierz działanie, a potem naciśnij jego klawisze poniżej</translation>
    </message>
    <message>
        <source>Press the keys that are to do it</source>
        <translation>Naciśnij klawisze, które mają to robić</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Bez klawisza</translation>
    </message>
    <message>
        <source>Reset this action</source>
        <translation>Przywróć to działanie</translation>
    </message>
    <message>
        <source>Give this action the keys of the keymap again</source>
        <translation>Przywróć temu działaniu klawisze z układu</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Przywróć wszystkie</translation>
    </message>
    <message>
        <source>Give every action the keys of the keymap again</source>
        <translation>Przywróć wszystkim działaniom klawisze z układu</translation>
    </message>
</context>
<context>
    <name>KnownNames</name>
    <message>
        <source>Who logged in here before (Down)</source>
        <translation>Kto logował się tu wcześniej (strzałka w dół)</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>In the keyring: press Enter</source>
        <translation>W bazie kluczy: naciśnij Enter</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serwer</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nazwa użytkownika</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Locked by your administrator</source>
        <translation>Zablokowane przez administratora</translation>
    </message>
    <message>
        <source>Keep the password in this PC&apos;s keyring</source>
        <translation>Zachowaj hasło w bazie kluczy tego komputera</translation>
    </message>
    <message>
        <source>Encrypted by the system, for your user session only</source>
        <translation>Zaszyfrowane przez system, tylko dla Twojej sesji</translation>
    </message>
    <message>
        <source>This PC has no keyring: the password is asked for each time.</source>
        <translation>Ten komputer nie ma bazy kluczy: hasło trzeba podać za każdym razem.</translation>
    </message>
    <message>
        <source>Logging in …</source>
        <translation>Logowanie …</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Zaloguj</translation>
    </message>
    <message>
        <source>Log in (Enter)</source>
        <translation>Zaloguj (Enter)</translation>
    </message>
    <message>
        <source>Type the address of the server.</source>
        <translation>Wpisz adres serwera.</translation>
    </message>
    <message>
        <source>Type your user name.</source>
        <translation>Wpisz nazwę użytkownika.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Wpisz hasło.</translation>
    </message>
    <message>
        <source>The keyring did not give the password: type it.</source>
        <translation>Baza kluczy nie podała hasła: wpisz je.</translation>
    </message>
    <message>
        <source>The keyring did not take the password: it is asked for again.</source>
        <translation>Baza kluczy nie przyjęła hasła: trzeba je podać ponownie.</translation>
    </message>
</context>
<context>
    <name>ManualDialog</name>
    <message>
        <source>Nothing found.</source>
        <translation>Nic nie znaleziono.</translation>
    </message>
    <message>
        <source>{at} of {all}</source>
        <translation>{at} z {all}</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Podręcznik</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>Szukaj w podręczniku</translation>
    </message>
    <message>
        <source>Sections of the manual</source>
        <translation>Rozdziały podręcznika</translation>
    </message>
    <message>
        <source>Text of the manual</source>
        <translation>Tekst podręcznika</translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>Message</source>
        <translation>Wiadomość</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Odpowiedz</translation>
    </message>
    <message>
        <source>Write back, in the tab Messages</source>
        <translation>Odpisz, na karcie Wiadomości</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Close this message; it stays in the tab Messages</source>
        <translation>Zamknij wiadomość; zostanie na karcie Wiadomości</translation>
    </message>
</context>
<context>
    <name>MessagesPart</name>
    <message>
        <source>Everybody of {queue}</source>
        <translation>Wszyscy z {queue}</translation>
    </message>
    <message>
        <source>Nobody has written since you logged in.</source>
        <translation>Nikt nie pisał od twojego zalogowania.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Wiadomości</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Odbiorca</translation>
    </message>
    <message>
        <source>Who gets the message</source>
        <translation>Kto dostanie wiadomość</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Wiadomość</translation>
    </message>
    <message>
        <source>Write a message; Enter sends it</source>
        <translation>Napisz wiadomość; Enter ją wysyła</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Wyślij</translation>
    </message>
    <message>
        <source>Send the message (Enter)</source>
        <translation>Wyślij wiadomość (Enter)</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>silent</source>
        <translation>cisza</translation>
    </message>
    <message>
        <source>heard</source>
        <translation>słychać</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>za głośno</translation>
    </message>
</context>
<context>
    <name>MineTable</name>
    <message>
        <source>Case</source>
        <translation>Sprawa</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Dlaczego</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Czeka jeszcze</translation>
    </message>
    <message>
        <source>No case is kept for you.</source>
        <translation>Żadna sprawa na ciebie nie czeka.</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Moje sprawy</translation>
    </message>
    <message>
        <source>Take up</source>
        <translation>Weź</translation>
    </message>
    <message>
        <source>A call rings, another case is at hand (Enter)</source>
        <translation>Połączenie dzwoni, inna sprawa otwiera się (Enter)</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Oddaj</translation>
    </message>
    <message>
        <source>The case goes back to its queue, for anybody</source>
        <translation>Sprawa wraca do kolejki, dla każdego</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Kept with the last call</source>
        <translation>Zapisano przy ostatniej rozmowie</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Wysyłanie</translation>
    </message>
    <message>
        <source>Will be sent when the server is back</source>
        <translation>Wyślemy, gdy serwer wróci</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Zapisano</translation>
    </message>
    <message>
        <source>Not taken by the server</source>
        <translation>Serwer nie przyjął</translation>
    </message>
    <message>
        <source>Note on this call</source>
        <translation>Notatka o rozmowie</translation>
    </message>
    <message>
        <source>Saved as you type</source>
        <translation>Zapisuje się podczas pisania</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Zamknij wiadomość</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Message history</source>
        <translation>Historia wiadomości</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Brak wiadomości</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Number pad</source>
        <translation>Klawiatura numeryczna</translation>
    </message>
</context>
<context>
    <name>ParametersPage</name>
    <message>
        <source>Parameter</source>
        <translation>Parametr</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>Podane przez</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Zablokowane</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>wiersz poleceń</translation>
    </message>
    <message>
        <source>this window, until it is closed</source>
        <translation>to okno, do zamknięcia</translation>
    </message>
    <message>
        <source>usual value</source>
        <translation>wartość domyślna</translation>
    </message>
    <message>
        <source>Search the parameters</source>
        <translation>Szukaj parametrów</translation>
    </message>
    <message>
        <source>Part of a name, a value or a file</source>
        <translation>Część nazwy, wartości lub pliku</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametry</translation>
    </message>
    <message>
        <source>No parameter has this in it.</source>
        <translation>Żaden parametr tego nie zawiera.</translation>
    </message>
</context>
<context>
    <name>PickTable</name>
    <message>
        <source>Caller</source>
        <translation>Dzwoniący</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Gdzie</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Czeka</translation>
    </message>
    <message>
        <source>No call waits that you may pick.</source>
        <translation>Nie ma połączeń, które możesz wybrać.</translation>
    </message>
    <message>
        <source>Calls to pick</source>
        <translation>Połączenia do wybrania</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Wybierz</translation>
    </message>
    <message>
        <source>The call rings here; with a case at hand it is kept among yours (Enter)</source>
        <translation>Połączenie dzwoni tutaj; gdy masz sprawę, czeka wśród twoich (Enter)</translation>
    </message>
    <message>
        <source>In the menu</source>
        <translation>W menu</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>W kolejce</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Oczekujący</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Najdłuższe oczekiwanie</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Gotowi</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Moje sprawy</translation>
    </message>
    <message>
        <source>Alarm…</source>
        <translation>Alarm…</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktywna</translation>
    </message>
    <message>
        <source>What the figures say</source>
        <translation>Co mówią wskaźniki</translation>
    </message>
    <message>
        <source>{queue} – alarm</source>
        <translation>{queue} – alarm</translation>
    </message>
    <message>
        <source>{queue} – not active</source>
        <translation>{queue} – nieaktywna</translation>
    </message>
    <message>
        <source>Queue information</source>
        <translation>Informacje o kolejce</translation>
    </message>
</context>
<context>
    <name>RecentTable</name>
    <message>
        <source>With</source>
        <translation>Z kim</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Numer zastrzeżony</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Trwa</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nie połączono</translation>
    </message>
    <message>
        <source>Rejected by you</source>
        <translation>Odrzucone przez ciebie</translation>
    </message>
    <message>
        <source>Caller hung up</source>
        <translation>Klient się rozłączył</translation>
    </message>
    <message>
        <source>Your phone did not ring</source>
        <translation>Twój telefon nie dzwonił</translation>
    </message>
    <message>
        <source>Lost by the server</source>
        <translation>Utracone przez serwer</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nieodebrane</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Nieodebrane</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Odebrane</translation>
    </message>
    <message>
        <source>Dialled</source>
        <translation>Wybrane</translation>
    </message>
    <message>
        <source>Today: {received} received, {dialled} dialled, {missed} missed, {time} talked</source>
        <translation>Dziś: odebrane {received}, wybrane {dialled}, nieodebrane {missed}, rozmowy {time}</translation>
    </message>
    <message>
        <source>Filter by name, number or queue</source>
        <translation>Filtr: nazwa, numer lub kolejka</translation>
    </message>
    <message>
        <source>Filter the recent calls</source>
        <translation>Filtruj ostatnie połączenia</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Ostatnie połączenia</translation>
    </message>
    <message>
        <source>Enter or a double-click puts the number into the dial field</source>
        <translation>Enter lub dwukrotne kliknięcie wstawia numer do pola wybierania</translation>
    </message>
</context>
<context>
    <name>RecordingTable</name>
    <message>
        <source>From</source>
        <translation>Od</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Nagranie</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Wstrzymaj</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Odtwórz</translation>
    </message>
    <message>
        <source>Fetching …</source>
        <translation>Pobieranie …</translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation>Sprawa {number}</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Odsłuchane</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nowe</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Rozmowa</translation>
    </message>
    <message>
        <source>Put the number into the dial field ({key})</source>
        <translation>Wstaw numer do pola wybierania ({key})</translation>
    </message>
    <message>
        <source>Where in the recording</source>
        <translation>Miejsce w nagraniu</translation>
    </message>
    <message>
        <source>Filter by caller or queue</source>
        <translation>Filtruj po dzwoniącym lub kolejce</translation>
    </message>
    <message>
        <source>Filter the recordings</source>
        <translation>Filtruj nagrania</translation>
    </message>
    <message>
        <source>Voice messages and recordings</source>
        <translation>Poczta głosowa i nagrania</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>{folder} cannot be reached: {why}. Choose another place.</source>
        <translation>{folder} jest nieosiągalny: {why}. Wybierz inne miejsce.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Zapisano: {file}</translation>
    </message>
    <message>
        <source>Where to save the report</source>
        <translation>Gdzie zapisać raport</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Raport o błędzie</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>Co się stało?</translation>
    </message>
    <message>
        <source>What you did, what you expected, and what came instead</source>
        <translation>Co zrobiłeś, czego się spodziewałeś i co było zamiast tego</translation>
    </message>
    <message>
        <source>With a picture of the window; what is a customer&apos;s is grey in it</source>
        <translation>Z obrazem okna; dane klientów są na nim zamazane</translation>
    </message>
    <message>
        <source>What is saved, without secrets and without anything about customers</source>
        <translation>Co zostanie zapisane: bez haseł i bez danych klientów</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Save the files that are ticked</source>
        <translation>Zapisz zaznaczone pliki</translation>
    </message>
    <message>
        <source>Elsewhere …</source>
        <translation>Gdzie indziej …</translation>
    </message>
    <message>
        <source>Choose where to save the report</source>
        <translation>Wybierz, gdzie zapisać raport</translation>
    </message>
    <message>
        <source>Is saved in {folder}</source>
        <translation>Zapis w {folder}</translation>
    </message>
    <message>
        <source>Files of the report</source>
        <translation>Pliki raportu</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>Treść pliku</translation>
    </message>
    <message>
        <source>Picture of the window</source>
        <translation>Obraz okna</translation>
    </message>
</context>
<context>
    <name>ResultRow</name>
    <message>
        <source>At once</source>
        <translation>Od razu</translation>
    </message>
    <message>
        <source>Call again: {time}</source>
        <translation>Oddzwonić: {time}</translation>
    </message>
    <message>
        <source>Not reported</source>
        <translation>Nie podano</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>Result of the call</source>
        <translation>Wynik rozmowy</translation>
    </message>
</context>
<context>
    <name>ReturnMenu</name>
    <message>
        <source>In &amp;5 minutes</source>
        <translation>Za &amp;5 minut</translation>
    </message>
    <message>
        <source>In &amp;15 minutes</source>
        <translation>Za &amp;15 minut</translation>
    </message>
    <message>
        <source>In &amp;30 minutes</source>
        <translation>Za &amp;30 minut</translation>
    </message>
    <message>
        <source>In one &amp;hour</source>
        <translation>Za &amp;godzinę</translation>
    </message>
    <message>
        <source>At a &amp;time …</source>
        <translation>O &amp;określonej godzinie …</translation>
    </message>
    <message>
        <source>&amp;Not said</source>
        <translation>&amp;Nie podano</translation>
    </message>
</context>
<context>
    <name>ReturnPopup</name>
    <message>
        <source>Back then</source>
        <translation>Powrót wtedy</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Szukaj</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Szukaj w ustawieniach</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Strony ustawień</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nic nie znaleziono.</translation>
    </message>
</context>
<context>
    <name>SoundMenu</name>
    <message>
        <source>Sound</source>
        <translation>Dźwięk</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>The one of this PC</source>
        <translation>Zwykłe tego komputera</translation>
    </message>
    <message>
        <source>Sound (locked by your administrator)</source>
        <translation>Dźwięk (zablokowany przez administratora)</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Głośnik</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Dzwonek</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Tam, gdzie słychać rozmowy</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Połączenie próbne do siebie</translation>
    </message>
    <message>
        <source>Try the headset …</source>
        <translation>Wypróbuj zestaw …</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Ciszej</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Bez zmian</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Głośniej</translation>
    </message>
</context>
<context>
    <name>SoundRow</name>
    <message>
        <source>The usual sound</source>
        <translation>Zwykły dźwięk</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wybierz …</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Odsłuchaj</translation>
    </message>
    <message>
        <source>Sound file</source>
        <translation>Plik dźwiękowy</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>Wybierz plik dźwiękowy</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Głośność</translation>
    </message>
    <message>
        <source>Listen to this sound</source>
        <translation>Odsłuchaj ten dźwięk</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Dźwięki</translation>
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
        <translation>AFTERCALL</translation>
    </message>
    <message>
        <source>Double-click to stop the countdown</source>
        <translation>Kliknij dwukrotnie, aby zatrzymać odliczanie</translation>
    </message>
    <message>
        <source>Answer within {time}</source>
        <translation>Odbierz w ciągu {time}</translation>
    </message>
    <message>
        <source>Lasts until you choose a status</source>
        <translation>Trwa, aż wybierzesz status</translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Figure</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Dzisiaj</translation>
    </message>
    <message>
        <source>Chosen day</source>
        <translation>Wybrany dzień</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}</source>
        <translation>Nie można zapisać {file}: {why}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Zapisano: {file}</translation>
    </message>
    <message>
        <source>The server cannot be asked now.</source>
        <translation>Serwer jest teraz niedostępny.</translation>
    </message>
    <message>
        <source>Queue calls taken</source>
        <translation>Odebrane z kolejek</translation>
    </message>
    <message>
        <source>Other calls taken</source>
        <translation>Inne odebrane</translation>
    </message>
    <message>
        <source>Other calls made</source>
        <translation>Inne wykonane</translation>
    </message>
    <message>
        <source>Cases of {queue}</source>
        <translation>Sprawy z {queue}</translation>
    </message>
    <message>
        <source>Where to save the figures</source>
        <translation>Gdzie zapisać wartości</translation>
    </message>
    <message>
        <source>Beside today:</source>
        <translation>Obok dzisiaj:</translation>
    </message>
    <message>
        <source>The day beside today</source>
        <translation>Dzień obok dzisiejszego</translation>
    </message>
    <message>
        <source>The day beside today; its week is drawn</source>
        <translation>Dzień obok dzisiejszego; jego tydzień jest na wykresie</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Eksportuj …</translation>
    </message>
    <message>
        <source>Save the week as a table (CSV)</source>
        <translation>Zapisz tydzień jako tabelę (CSV)</translation>
    </message>
    <message>
        <source>The week by day and type of call</source>
        <translation>Tydzień według dni i rodzajów połączeń</translation>
    </message>
    <message>
        <source>Personal statistics</source>
        <translation>Moja statystyka</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Phone registered</source>
        <translation>Telefon zarejestrowany</translation>
    </message>
    <message>
        <source>Phone not registered</source>
        <translation>Telefon niezarejestrowany</translation>
    </message>
    <message>
        <source>Test call: speak and hear yourself</source>
        <translation>Połączenie próbne: mów i słuchaj siebie</translation>
    </message>
    <message>
        <source>Test call: you hear yourself after {delay} ms</source>
        <translation>Połączenie próbne: słyszysz się po {delay} ms</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Poziom mikrofonu</translation>
    </message>
    <message>
        <source>Level of the caller</source>
        <translation>Poziom rozmówcy</translation>
    </message>
    <message>
        <source>You are heard with {mos} of 4.5 points; {lost} % of your speech is lost.</source>
        <translation>Słychać cię na {mos} z 4,5 punktu; ginie {lost} % twojej mowy.</translation>
    </message>
    <message>
        <source>You hear with {mos} of 4.5 points; {lost} % of the speech is lost.</source>
        <translation>Słyszysz na {mos} z 4,5 punktu; ginie {lost} % mowy.</translation>
    </message>
    <message>
        <source>Microphone muted</source>
        <translation>Mikrofon wyciszony</translation>
    </message>
    <message>
        <source>Microphone open</source>
        <translation>Mikrofon włączony</translation>
    </message>
</context>
<context>
    <name>TabsMenu</name>
    <message>
        <source>{title} (in its window)</source>
        <translation>{title} (w osobnym oknie)</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>W osobnym oknie</translation>
    </message>
    <message>
        <source>Come forward by itself</source>
        <translation>Wysuwaj samo</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Kolumny…</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Przesuń w lewo</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Przesuń w prawo</translation>
    </message>
</context>
<context>
    <name>TimePopup</name>
    <message>
        <source>Time</source>
        <translation>Godzina</translation>
    </message>
</context>
<context>
    <name>TornOff</name>
    <message>
        <source>Always on top of other windows</source>
        <translation>Zawsze nad innymi oknami</translation>
    </message>
    <message>
        <source>Come forward by itself when there is something new</source>
        <translation>Samo wysuwa się naprzód, gdy jest coś nowego</translation>
    </message>
    <message>
        <source>Back to the tabs</source>
        <translation>Z powrotem do kart</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation>Pokaż okno</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Zakończ program</translation>
    </message>
</context>
<context>
    <name>WhenMenu</name>
    <message>
        <source>As soon as possible</source>
        <translation>Jak najszybciej</translation>
    </message>
    <message>
        <source>In 15 minutes</source>
        <translation>Za 15 minut</translation>
    </message>
    <message>
        <source>In one hour</source>
        <translation>Za godzinę</translation>
    </message>
    <message>
        <source>In four hours</source>
        <translation>Za cztery godziny</translation>
    </message>
    <message>
        <source>Tomorrow at this time</source>
        <translation>Jutro o tej porze</translation>
    </message>
    <message>
        <source>Day and time …</source>
        <translation>Dzień i godzina …</translation>
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
        <translation>Gotowy</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Przerwa</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Administracja</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Odbierz</translation>
    </message>
    <message>
        <source>Call the customer</source>
        <translation>Dzwoń do klienta</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Weź</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Rozłącz</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Odrzuć</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Wycisz</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Wyciszony</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Zadzwoń</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Zapytaj</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Przekaż</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Zawieś</translation>
    </message>
    <message>
        <source>Retrieve</source>
        <translation>Wznów</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Parkuj połączenie</translation>
    </message>
    <message>
        <source>Toggle</source>
        <translation>Przełącz</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Konferencja</translation>
    </message>
    <message>
        <source>End inquiry</source>
        <translation>Zakończ konsultację</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Nagrywaj</translation>
    </message>
    <message>
        <source>Pause recording</source>
        <translation>Wstrzymaj nagrywanie</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>Wznów nagrywanie</translation>
    </message>
    <message>
        <source>Save the recording</source>
        <translation>Zapisz nagranie</translation>
    </message>
    <message>
        <source>Cancel and delete the recording</source>
        <translation>Anuluj i usuń nagranie</translation>
    </message>
    <message>
        <source>Customer declines recording</source>
        <translation>Klient odmawia nagrywania</translation>
    </message>
    <message>
        <source>Stop the countdown</source>
        <translation>Zatrzymaj odliczanie</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Więcej czasu</translation>
    </message>
    <message>
        <source>End wrap-up</source>
        <translation>Zakończ aftercall</translation>
    </message>
    <message>
        <source>Wrap-up on a queue</source>
        <translation>Aftercall w kolejce</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampania</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>Poproś o pomoc</translation>
    </message>
    <message>
        <source>Audio clips</source>
        <translation>Klipy audio</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Odtwórz</translation>
    </message>
    <message>
        <source>Play and hang up</source>
        <translation>Odtwórz i rozłącz</translation>
    </message>
    <message>
        <source>Stop the audio clip</source>
        <translation>Zatrzymaj klip audio</translation>
    </message>
    <message>
        <source>Record a clip</source>
        <translation>Nagraj klip</translation>
    </message>
    <message>
        <source>Record a clip for everybody</source>
        <translation>Nagraj klip dla wszystkich</translation>
    </message>
    <message>
        <source>Record it again</source>
        <translation>Nagraj go ponownie</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Zmień nazwę</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Zarchiwizuj</translation>
    </message>
    <message>
        <source>Offer it again</source>
        <translation>Oferuj ponownie</translation>
    </message>
    <message>
        <source>Delete the clip</source>
        <translation>Usuń klip</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Wyloguj</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Compact or full window</source>
        <translation>Okno kompaktowe lub pełne</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Podręcznik</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Raport o błędzie</translation>
    </message>
</context>
<context>
    <name>already</name>
    <message>
        <source>Agent Desktop is running already: look for its window.</source>
        <translation>Agent Desktop już działa: poszukaj jego okna.</translation>
    </message>
</context>
<context>
    <name>announcer</name>
    <message>
        <source>This case takes longer than its queue wants.</source>
        <translation>Ta sprawa trwa dłużej, niż chce jej kolejka.</translation>
    </message>
</context>
<context>
    <name>case</name>
    <message>
        <source>Inbound call</source>
        <translation>Połączenie przychodzące</translation>
    </message>
    <message>
        <source>Outbound call</source>
        <translation>Rozmowa wychodząca</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Praca po rozmowie</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>Oddzwonienie</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Czat</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Zadanie</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Wiadomość głosowa</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Numer zastrzeżony</translation>
    </message>
</context>
<context>
    <name>codes</name>
    <message>
        <source>The server says: {code}.</source>
        <translation>Serwer odpowiada: {code}.</translation>
    </message>
    <message>
        <source>This user name is not an agent here.</source>
        <translation>Ta nazwa użytkownika nie należy do żadnego konsultanta.</translation>
    </message>
    <message>
        <source>You do not have the right to do this.</source>
        <translation>Nie masz do tego uprawnień.</translation>
    </message>
    <message>
        <source>Log in first.</source>
        <translation>Najpierw się zaloguj.</translation>
    </message>
    <message>
        <source>You have a call.</source>
        <translation>Trwa połączenie.</translation>
    </message>
    <message>
        <source>You have no call.</source>
        <translation>Nie prowadzisz rozmowy.</translation>
    </message>
    <message>
        <source>You are listening to a colleague&apos;s call: end that first.</source>
        <translation>Słuchasz rozmowy kolegi: najpierw to zakończ.</translation>
    </message>
    <message>
        <source>You are not listening to a call.</source>
        <translation>Nie słuchasz żadnej rozmowy.</translation>
    </message>
    <message>
        <source>This is your own call.</source>
        <translation>To jest twoja własna rozmowa.</translation>
    </message>
    <message>
        <source>This agent is not in a call now.</source>
        <translation>Ten konsultant nie prowadzi teraz rozmowy.</translation>
    </message>
    <message>
        <source>Calls between colleagues must not be listened to here.</source>
        <translation>Rozmów między kolegami nie wolno tu słuchać.</translation>
    </message>
    <message>
        <source>The customer has declined to be recorded, and such calls must not be listened to here.</source>
        <translation>Klient nie zgodził się na nagrywanie, a takich rozmów nie wolno tu słuchać.</translation>
    </message>
    <message>
        <source>No call is offered to you.</source>
        <translation>Nie masz zaoferowanego połączenia.</translation>
    </message>
    <message>
        <source>Answer this call on your phone.</source>
        <translation>Odbierz to połączenie na swoim telefonie.</translation>
    </message>
    <message>
        <source>Nobody is on hold or parked.</source>
        <translation>Nikt nie jest zawieszony ani zaparkowany.</translation>
    </message>
    <message>
        <source>Retrieve the customer first.</source>
        <translation>Najpierw wznów rozmowę z klientem.</translation>
    </message>
    <message>
        <source>There is no customer in this call.</source>
        <translation>W tej rozmowie nie ma klienta.</translation>
    </message>
    <message>
        <source>Calls of this queue are not made from ready: choose another status first.</source>
        <translation>Dla tej kolejki nie dzwoni się w statusie gotowości: najpierw wybierz inny status.</translation>
    </message>
    <message>
        <source>You have no queue for calls.</source>
        <translation>Nie masz kolejki połączeń.</translation>
    </message>
    <message>
        <source>End the inquiry first.</source>
        <translation>Najpierw zakończ rozmowę konsultacyjną.</translation>
    </message>
    <message>
        <source>There is no inquiry.</source>
        <translation>Nie ma rozmowy konsultacyjnej.</translation>
    </message>
    <message>
        <source>The inquiry is not answered yet.</source>
        <translation>Rozmowa konsultacyjna nie została jeszcze odebrana.</translation>
    </message>
    <message>
        <source>The customer is your colleague&apos;s: you are only asked.</source>
        <translation>To klient kolegi: jesteś tylko pytany.</translation>
    </message>
    <message>
        <source>Choose one colleague, one queue or one number.</source>
        <translation>Wybierz jedną osobę, jedną kolejkę lub jeden numer.</translation>
    </message>
    <message>
        <source>There is no such queue for calls.</source>
        <translation>Nie ma takiej kolejki połączeń.</translation>
    </message>
    <message>
        <source>This colleague cannot be called now.</source>
        <translation>Z tą osobą nie można się teraz połączyć.</translation>
    </message>
    <message>
        <source>This queue is closed.</source>
        <translation>Ta kolejka jest zamknięta.</translation>
    </message>
    <message>
        <source>This queue is full.</source>
        <translation>Ta kolejka jest pełna.</translation>
    </message>
    <message>
        <source>You are not in wrap-up.</source>
        <translation>Nie trwa praca po rozmowie.</translation>
    </message>
    <message>
        <source>This reason does not exist, or is not for this status.</source>
        <translation>Nie ma takiego powodu albo nie dotyczy on tego statusu.</translation>
    </message>
    <message>
        <source>Choose a reason to be busy.</source>
        <translation>Wybierz powód przerwy.</translation>
    </message>
    <message>
        <source>This status cannot be chosen.</source>
        <translation>Tego statusu nie można wybrać.</translation>
    </message>
    <message>
        <source>Choose a time within the next 24 hours at which you are back from a break or other work.</source>
        <translation>Wybierz godzinę w ciągu najbliższych 24 godzin, o której wrócisz z przerwy lub innej pracy.</translation>
    </message>
    <message>
        <source>This queue is not one of yours.</source>
        <translation>To nie jest jedna z twoich kolejek.</translation>
    </message>
    <message>
        <source>Nobody works for a busy queue: choose busy for it.</source>
        <translation>W kolejce zajętości się nie pracuje: wybierz dla niej status „zajęty”.</translation>
    </message>
    <message>
        <source>There is no such rule of distribution: {discipline}.</source>
        <translation>Nie ma takiej reguły rozdziału: {discipline}.</translation>
    </message>
    <message>
        <source>A limit must be more than nothing.</source>
        <translation>Granica musi być większa od zera.</translation>
    </message>
    <message>
        <source>Calls of this queue are not recorded.</source>
        <translation>Rozmowy tej kolejki nie są nagrywane.</translation>
    </message>
    <message>
        <source>The customer has declined to be recorded.</source>
        <translation>Klient nie zgodził się na nagrywanie.</translation>
    </message>
    <message>
        <source>Calls of this queue must be recorded to their end.</source>
        <translation>Rozmowy tej kolejki muszą być nagrywane do końca.</translation>
    </message>
    <message>
        <source>The recording is just being ended. Try again in a moment.</source>
        <translation>Nagrywanie właśnie się kończy. Spróbuj za chwilę.</translation>
    </message>
    <message>
        <source>Recordings of this queue cannot be deleted.</source>
        <translation>Nagrań tej kolejki nie można usunąć.</translation>
    </message>
    <message>
        <source>The call is not being recorded.</source>
        <translation>Rozmowa nie jest nagrywana.</translation>
    </message>
    <message>
        <source>There is no such case.</source>
        <translation>Nie ma takiej sprawy.</translation>
    </message>
    <message>
        <source>This case is not offered to you.</source>
        <translation>Ta sprawa nie jest Tobie proponowana.</translation>
    </message>
    <message>
        <source>This cannot be done with a case of this kind.</source>
        <translation>Nie można tego zrobić ze sprawą tego rodzaju.</translation>
    </message>
    <message>
        <source>Somebody has this case just now.</source>
        <translation>Ktoś ma teraz tę sprawę.</translation>
    </message>
    <message>
        <source>End your wrap-up first.</source>
        <translation>Najpierw zakończ pracę po rozmowie.</translation>
    </message>
    <message>
        <source>You have as many cases open as you may have.</source>
        <translation>Masz już tyle otwartych spraw, ile możesz.</translation>
    </message>
    <message>
        <source>The customer waits for you in this chat: close it or hand it over.</source>
        <translation>Klient czeka na Ciebie na tym czacie: zamknij go albo przekaż.</translation>
    </message>
    <message>
        <source>Choose a time within the next year.</source>
        <translation>Wybierz czas w ciągu najbliższego roku.</translation>
    </message>
    <message>
        <source>Choose either a queue or a colleague.</source>
        <translation>Wybierz kolejkę albo współpracownika.</translation>
    </message>
    <message>
        <source>There is no such queue.</source>
        <translation>Nie ma takiej kolejki.</translation>
    </message>
    <message>
        <source>This queue takes cases of another kind.</source>
        <translation>Ta kolejka przyjmuje sprawy innego rodzaju.</translation>
    </message>
    <message>
        <source>There is no such agent.</source>
        <translation>Nie ma takiego konsultanta.</translation>
    </message>
    <message>
        <source>This agent has the case already.</source>
        <translation>Ten konsultant ma już tę sprawę.</translation>
    </message>
    <message>
        <source>Nothing waits in this queue.</source>
        <translation>W tej kolejce nic nie czeka.</translation>
    </message>
    <message>
        <source>The cases of this queue are offered to you; you do not take them yourself.</source>
        <translation>Sprawy tej kolejki są Tobie proponowane; nie pobierasz ich samodzielnie.</translation>
    </message>
    <message>
        <source>The cases of this queue need a skill that you do not have.</source>
        <translation>Sprawy tej kolejki wymagają umiejętności, której nie masz.</translation>
    </message>
    <message>
        <source>Calls are not picked in this centre.</source>
        <translation>W tym centrum nie wybiera się połączeń.</translation>
    </message>
    <message>
        <source>This caller leaves a message or will be called back, and does not wait.</source>
        <translation>Ten klient zostawia wiadomość lub zostanie do niego oddzwonione, i nie czeka.</translation>
    </message>
    <message>
        <source>Deal with the case that you took first.</source>
        <translation>Najpierw załatw sprawę, którą masz.</translation>
    </message>
    <message>
        <source>Write a message of at most 10,000 characters.</source>
        <translation>Napisz wiadomość o długości najwyżej 10 000 znaków.</translation>
    </message>
    <message>
        <source>Nobody is logged in there.</source>
        <translation>Nikt nie jest tam zalogowany.</translation>
    </message>
    <message>
        <source>Nobody asks for help there any more.</source>
        <translation>Nikt już tam nie prosi o pomoc.</translation>
    </message>
    <message>
        <source>This agent is not logged in.</source>
        <translation>Ten konsultant nie jest zalogowany.</translation>
    </message>
    <message>
        <source>A queue named in the definition does not exist: {queue}.</source>
        <translation>Kolejka wymieniona w definicji nie istnieje: {queue}.</translation>
    </message>
    <message>
        <source>This queue is not for calls.</source>
        <translation>Ta kolejka nie jest przeznaczona do połączeń.</translation>
    </message>
    <message>
        <source>This agent does not work for this queue.</source>
        <translation>Ten konsultant nie pracuje w tej kolejce.</translation>
    </message>
    <message>
        <source>There is nobody to call in this case.</source>
        <translation>W tej sprawie nie ma do kogo dzwonić.</translation>
    </message>
    <message>
        <source>A result is reported for a call, during it or in its wrap-up.</source>
        <translation>Wynik podaje się dla połączenia: w jego trakcie lub w pracy po rozmowie.</translation>
    </message>
    <message>
        <source>There is no number that can be dialled.</source>
        <translation>Brak numeru, pod który można zadzwonić.</translation>
    </message>
    <message>
        <source>There is no such campaign.</source>
        <translation>Nie ma takiej kampanii.</translation>
    </message>
    <message>
        <source>A case moves to another campaign during its call or in its wrap-up.</source>
        <translation>Sprawę przenosi się do innej kampanii w czasie rozmowy lub pracy po rozmowie.</translation>
    </message>
    <message>
        <source>What was filled in and reported will be lost. Move the case all the same?</source>
        <translation>Wypełnione i zgłoszone dane zostaną utracone. Przenieść sprawę mimo to?</translation>
    </message>
    <message>
        <source>A form has at most {most} fields.</source>
        <translation>Formularz ma najwyżej {most} pól.</translation>
    </message>
    <message>
        <source>You are not logged in to a campaign.</source>
        <translation>Nie jesteś zalogowany do żadnej kampanii.</translation>
    </message>
    <message>
        <source>A list of contacts comes in parts of at most {most}.</source>
        <translation>Lista kontaktów jest przesyłana w częściach po najwyżej {most}.</translation>
    </message>
    <message>
        <source>Contact {place} of the list has no number that can be dialled.</source>
        <translation>Kontakt {place} na liście nie ma numeru, pod który można zadzwonić.</translation>
    </message>
    <message>
        <source>A callback can be at most a year ahead.</source>
        <translation>Oddzwonienie można zaplanować najwyżej na rok naprzód.</translation>
    </message>
    <message>
        <source>A queue&apos;s overflow must take the same kind of cases; this one does not: {queue}.</source>
        <translation>Przelew kolejki musi przyjmować sprawy tego samego rodzaju, a ta tego nie robi: {queue}.</translation>
    </message>
    <message>
        <source>There is no such desk phone: {device}.</source>
        <translation>Nie ma takiego telefonu biurkowego: {device}.</translation>
    </message>
    <message>
        <source>A colleague is logged in at this desk phone: {device}.</source>
        <translation>Przy tym telefonie biurkowym jest zalogowany ktoś inny: {device}.</translation>
    </message>
    <message>
        <source>A desk phone cannot have the user name of an agent: {device}.</source>
        <translation>Telefon biurkowy nie może mieć nazwy użytkownika agenta: {device}.</translation>
    </message>
    <message>
        <source>Two queues have the same number: {number}.</source>
        <translation>Dwie kolejki mają ten sam numer: {number}.</translation>
    </message>
    <message>
        <source>There is no flow {flow}.</source>
        <translation>Nie ma scenariusza {flow}.</translation>
    </message>
    <message>
        <source>Queue {queue}: its keys are digits, * or #, each once.</source>
        <translation>Kolejka {queue}: klawisze to cyfry, * lub #, każdy tylko raz.</translation>
    </message>
    <message>
        <source>Flow {flow}: two nodes are called {node}.</source>
        <translation>Scenariusz {flow}: dwa węzły mają nazwę {node}.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: there is no node {target} to go to.</source>
        <translation>Scenariusz {flow}, węzeł {node}: nie ma węzła {target}, do którego prowadzi.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: a prompt is missing.</source>
        <translation>Scenariusz {flow}, węzeł {node}: brakuje zapowiedzi.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: there is no queue {queue} for calls.</source>
        <translation>Scenariusz {flow}, węzeł {node}: nie ma kolejki {queue} dla rozmów.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: {field} cannot be this.</source>
        <translation>Scenariusz {flow}, węzeł {node}: {field} nie może mieć tej wartości.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: {cri} is secret, so that only look-ups get it.</source>
        <translation>Scenariusz {flow}, węzeł {node}: {cri} jest tajne, dostają je tylko zapytania.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: no way leads from here to a queue or to the end of the call.</source>
        <translation>Scenariusz {flow}, węzeł {node}: żadna droga nie prowadzi stąd do kolejki ani do końca rozmowy.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: a way leads back here on which nothing is said or asked.</source>
        <translation>Scenariusz {flow}, węzeł {node}: droga wraca tutaj, a po drodze nic się nie mówi ani nie pyta.</translation>
    </message>
    <message>
        <source>There is no such audio clip.</source>
        <translation>Nie ma takiego klipu audio.</translation>
    </message>
    <message>
        <source>Give the audio clip a name of at most {most} characters.</source>
        <translation>Nadaj klipowi audio nazwę o długości najwyżej {most} znaków.</translation>
    </message>
    <message>
        <source>You have {most} audio clips, and that is the most: delete one first.</source>
        <translation>Masz {most} klipów audio i więcej być nie może: najpierw usuń jeden.</translation>
    </message>
    <message>
        <source>No audio clip is being played.</source>
        <translation>Żaden klip audio nie jest odtwarzany.</translation>
    </message>
    <message>
        <source>This is not your case.</source>
        <translation>To nie jest twoja sprawa.</translation>
    </message>
    <message>
        <source>Cases of this queue have no information called {name}.</source>
        <translation>Sprawy tej kolejki nie mają informacji o nazwie {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be changed.</source>
        <translation>Nie można zmienić wartości {name}.</translation>
    </message>
    <message>
        <source>This value does not fit {name}.</source>
        <translation>Ta wartość nie pasuje do {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be the name of a CRI: use letters, digits and _, and no name of the system.</source>
        <translation>{name} nie może być nazwą CRI: użyj liter, cyfr i _, ale żadnej nazwy systemowej.</translation>
    </message>
    <message>
        <source>The CRI {name} has choices and another type, or the type choice and no choices.</source>
        <translation>CRI {name} ma wartości do wyboru, ale inny typ, albo typ wyboru bez wartości.</translation>
    </message>
    <message>
        <source>The web address of the CRI {name} is wrong: it needs http(s)://, a host, and known CRIs only.</source>
        <translation>Adres internetowy CRI {name} jest błędny: potrzebne są http(s)://, host i tylko znane CRI.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Nazwa użytkownika lub hasło są nieprawidłowe.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a moment, then try again.</source>
        <translation>Zbyt wiele prób. Odczekaj chwilę i spróbuj ponownie.</translation>
    </message>
    <message>
        <source>The session is over. Log in again.</source>
        <translation>Sesja się skończyła. Zaloguj się ponownie.</translation>
    </message>
    <message>
        <source>The request could not be read.</source>
        <translation>Nie udało się odczytać żądania.</translation>
    </message>
    <message>
        <source>This program and the server are too far apart in version. Update the program.</source>
        <translation>Wersje programu i serwera zbyt się różnią. Zaktualizuj program.</translation>
    </message>
    <message>
        <source>The connection is too slow and was ended; it is taken up again.</source>
        <translation>Połączenie z serwerem jest zbyt wolne i zostało przerwane; zostanie wznowione.</translation>
    </message>
    <message>
        <source>The server could not save this. Try again; tell your administrator if it stays so.</source>
        <translation>Serwer nie mógł tego zapisać. Spróbuj ponownie; jeśli to się powtarza, powiadom administratora.</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>Pod tym adresem nic nie ma.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check its address and your network; it is tried again.</source>
        <translation>Serwer jest nieosiągalny. Sprawdź jego adres i sieć; próby będą ponawiane.</translation>
    </message>
    <message>
        <source>The server cannot prove who it is, and was told nothing. Compare its certificate.</source>
        <translation>Serwer nie może udowodnić, kim jest, i niczego mu nie przekazano. Porównaj jego certyfikat.</translation>
    </message>
    <message>
        <source>What answers at this address is not an Agent Desktop server.</source>
        <translation>Pod tym adresem odpowiada coś, co nie jest serwerem Agent Desktop.</translation>
    </message>
    <message>
        <source>This link has no number that can be called.</source>
        <translation>Ten odnośnik nie zawiera numeru, pod który można zadzwonić.</translation>
    </message>
    <message>
        <source>You did not answer a call; it went back to the front of the queue. You are busy now.</source>
        <translation>Nie odebrano połączenia; wróciło na początek kolejki. Masz teraz przerwę.</translation>
    </message>
    <message>
        <source>You rejected a call; it went back to the front of the queue. You are busy now.</source>
        <translation>Odrzucono połączenie; wróciło na początek kolejki. Masz teraz przerwę.</translation>
    </message>
    <message>
        <source>You did not take a case; it went back to the front of the queue. You are busy now.</source>
        <translation>Sprawa nie została podjęta; wróciła na początek kolejki. Masz teraz przerwę.</translation>
    </message>
    <message>
        <source>You rejected a case; it went back to the front of the queue. You are busy now.</source>
        <translation>Sprawa została odrzucona; wróciła na początek kolejki. Masz teraz przerwę.</translation>
    </message>
    <message>
        <source>A case that you put aside is due.</source>
        <translation>Nadszedł czas odłożonej przez Ciebie sprawy.</translation>
    </message>
    <message>
        <source>A colleague forwarded a case to you.</source>
        <translation>Współpracownik przekazał Ci sprawę.</translation>
    </message>
    <message>
        <source>You are the owner of a case now.</source>
        <translation>Jesteś teraz właścicielem sprawy.</translation>
    </message>
    <message>
        <source>The customer wrote again in one of your cases.</source>
        <translation>Klient znów napisał w jednej z Twoich spraw.</translation>
    </message>
    <message>
        <source>The customer left the chat.</source>
        <translation>Klient opuścił czat.</translation>
    </message>
    <message>
        <source>A colleague opened this case too.</source>
        <translation>Współpracownik także otworzył tę sprawę.</translation>
    </message>
    <message>
        <source>A colleague changed this case.</source>
        <translation>Współpracownik zmienił tę sprawę.</translation>
    </message>
    <message>
        <source>A supervisor listens to this call.</source>
        <translation>Przełożony słucha tej rozmowy.</translation>
    </message>
    <message>
        <source>Nobody listens to this call any more.</source>
        <translation>Nikt już nie słucha tej rozmowy.</translation>
    </message>
    <message>
        <source>You cannot listen to the call: your phone or the server&apos;s media failed.</source>
        <translation>Nie można słuchać rozmowy: zawiódł telefon albo media serwera.</translation>
    </message>
    <message>
        <source>A supervisor is coming to help you.</source>
        <translation>Kierownik przychodzi Ci z pomocą.</translation>
    </message>
    <message>
        <source>No supervisor came to help you. Ask again if you need one.</source>
        <translation>Żaden kierownik nie przyszedł. Poproś ponownie, jeśli trzeba.</translation>
    </message>
    <message>
        <source>A customer who has a part of the answer wrote again: there are two cases on one matter.</source>
        <translation>Klient, który dostał odpowiedź częściową, napisał ponownie: są dwie sprawy dotyczące tego samego.</translation>
    </message>
    <message>
        <source>Your phone could not be rung; the call is back at the front of the queue. You are busy now.</source>
        <translation>Nie udało się połączyć z Twoim telefonem; połączenie wróciło na początek kolejki. Masz teraz przerwę.</translation>
    </message>
    <message>
        <source>The caller hung up before you answered.</source>
        <translation>Dzwoniący rozłączył się, zanim odebrano.</translation>
    </message>
    <message>
        <source>You could not be heard for too long; the caller is back at the front of the queue.</source>
        <translation>Zbyt długo nie było Cię słychać; dzwoniący wrócił na początek kolejki.</translation>
    </message>
    <message>
        <source>A customer is on hold and waits for you.</source>
        <translation>Klient jest zawieszony i czeka na Ciebie.</translation>
    </message>
    <message>
        <source>Your own phone could not be rung. Nobody was called.</source>
        <translation>Nie udało się zadzwonić na Twój telefon. Do nikogo nie zadzwoniono.</translation>
    </message>
    <message>
        <source>You did not answer a colleague&apos;s call.</source>
        <translation>Połączenie od innego konsultanta nie zostało odebrane.</translation>
    </message>
    <message>
        <source>Your inquiry was not answered. The customer is still parked.</source>
        <translation>Rozmowa konsultacyjna nie została odebrana. Klient jest nadal zaparkowany.</translation>
    </message>
    <message>
        <source>Your inquiry is over. Nobody else is in it any more.</source>
        <translation>Rozmowa konsultacyjna jest zakończona. Nikogo już w niej nie ma.</translation>
    </message>
    <message>
        <source>The call that you transferred was not answered and comes back to you.</source>
        <translation>Przekazane połączenie nie zostało odebrane i wraca do Ciebie.</translation>
    </message>
    <message>
        <source>The conference could not be made. You speak to the one you asked, as before.</source>
        <translation>Nie udało się utworzyć konferencji. Rozmawiasz jak dotąd z pytaną osobą.</translation>
    </message>
    <message>
        <source>A sound device came or went: {device} is used now.</source>
        <translation>Urządzenie dźwiękowe pojawiło się lub zniknęło: teraz używane jest {device}.</translation>
    </message>
    <message>
        <source>A sound device went: the usual one of your PC is used now.</source>
        <translation>Urządzenie dźwiękowe zniknęło: teraz używane jest zwykłe urządzenie komputera.</translation>
    </message>
    <message>
        <source>{queue}: as many wait as your alarm allows, or for as long.</source>
        <translation>{queue}: czeka tylu, ilu podano w Twoim alarmie, albo tak długo.</translation>
    </message>
    <message>
        <source>{queue}: fewer agents are ready than your alarm allows.</source>
        <translation>{queue}: gotowych jest mniej konsultantów, niż dopuszcza Twój alarm.</translation>
    </message>
    <message>
        <source>{queue}: the service level is below the limit of your alarm.</source>
        <translation>{queue}: poziom obsługi jest poniżej granicy Twojego alarmu.</translation>
    </message>
    <message>
        <source>A part of the recording is missing: it could not be written. Tell your administrator.</source>
        <translation>Brakuje części nagrania: nie udało się jej zapisać. Powiadom administratora.</translation>
    </message>
    <message>
        <source>The call could not be recorded, or not to its end. Tell your administrator.</source>
        <translation>Rozmowy nie udało się nagrać lub nagrać do końca. Powiadom administratora.</translation>
    </message>
    <message>
        <source>The audio clip was not recorded: nothing was said, or it could not be kept.</source>
        <translation>Klip audio nie został nagrany: nic nie powiedziano albo nie dało się go zapisać.</translation>
    </message>
    <message>
        <source>The audio clip could not be played. Tell your administrator.</source>
        <translation>Nie udało się odtworzyć klipu audio. Powiedz o tym administratorowi.</translation>
    </message>
    <message>
        <source>Your phone rings: pick it up to answer.</source>
        <translation>Twój telefon dzwoni: podnieś słuchawkę, aby odebrać.</translation>
    </message>
    <message>
        <source>There is no sound in this call because the server&apos;s media failed. Tell your administrator.</source>
        <translation>W tym połączeniu nie ma dźwięku z powodu awarii mediów serwera. Powiadom administratora.</translation>
    </message>
    <message>
        <source>The customer&apos;s line is busy. The call is tried again as the rules say.</source>
        <translation>Linia klienta jest zajęta. Połączenie zostanie ponowione zgodnie z regułami.</translation>
    </message>
    <message>
        <source>The customer did not answer. The call is tried again as the rules say.</source>
        <translation>Klient nie odebrał. Połączenie zostanie ponowione zgodnie z regułami.</translation>
    </message>
    <message>
        <source>The customer&apos;s number could not be reached. The call is tried again as the rules say.</source>
        <translation>Numer klienta jest nieosiągalny. Połączenie zostanie ponowione zgodnie z regułami.</translation>
    </message>
    <message>
        <source>The call to the customer failed because of the server. It is tried again as the rules say.</source>
        <translation>Połączenie z klientem nie powiodło się z winy serwera. Zostanie ponowione zgodnie z regułami.</translation>
    </message>
    <message>
        <source>The server was restarted and your call was lost.</source>
        <translation>Serwer został uruchomiony ponownie, połączenie zostało utracone.</translation>
    </message>
    <message>
        <source>The connection to the server was lost. It is taken up again by itself.</source>
        <translation>Utracono połączenie z serwerem. Zostanie wznowione samo.</translation>
    </message>
    <message>
        <source>The connection to the server is back.</source>
        <translation>Połączenie z serwerem wróciło.</translation>
    </message>
    <message>
        <source>While the server was out of reach you missed calls: {count}. They stand in Recent calls.</source>
        <translation>Gdy serwer był nieosiągalny, nieodebrane połączenia: {count}. Są w ostatnich połączeniach.</translation>
    </message>
    <message>
        <source>While the server was out of reach your status changed.</source>
        <translation>Gdy serwer był nieosiągalny, twój status się zmienił.</translation>
    </message>
    <message>
        <source>The phone stopped and is started again.</source>
        <translation>Telefon przestał działać i jest uruchamiany ponownie.</translation>
    </message>
    <message>
        <source>The phone could not do this: {problem}</source>
        <translation>Telefon nie mógł tego wykonać: {problem}</translation>
    </message>
    <message>
        <source>The server did not take a note. Its text is kept in this file: {file}</source>
        <translation>Serwer nie przyjął notatki. Jej treść jest zachowana w tym pliku: {file}</translation>
    </message>
    <message>
        <source>What you type cannot be kept on this PC: {problem}. Close the window only when it is saved.</source>
        <translation>Tego, co piszesz, nie można zachować na tym komputerze: {problem}. Zamknij okno dopiero, gdy tekst będzie zapisany.</translation>
    </message>
    <message>
        <source>A sound file is gone; the usual sound is heard instead: {file}</source>
        <translation>Plik dźwiękowy zniknął; słychać zwykły dźwięk: {file}</translation>
    </message>
    <message>
        <source>Your administrator changed the settings of this PC. They hold from the next start.</source>
        <translation>Administrator zmienił ustawienia tego komputera. Obowiązują od następnego uruchomienia.</translation>
    </message>
    <message>
        <source>The settings of this PC have a mistake: tell your administrator before you end the program.</source>
        <translation>W ustawieniach tego komputera jest błąd: powiedz administratorowi, zanim zakończysz program.</translation>
    </message>
    <message>
        <source>Your settings could not be understood: the usual ones hold. What was there is in {file}.</source>
        <translation>Nie można odczytać Twoich ustawień: obowiązują domyślne. Poprzednia treść jest w {file}.</translation>
    </message>
    <message>
        <source>A new version of the program is ready: {version}. Ask your administrator for it.</source>
        <translation>Gotowa jest nowa wersja programu: {version}. Poproś o nią administratora.</translation>
    </message>
    <message>
        <source>Other programs cannot reach this one: {problem}</source>
        <translation>Inne programy nie mogą połączyć się z tym programem: {problem}</translation>
    </message>
    <message>
        <source>The server knows more than this program. Update the program.</source>
        <translation>Serwer jest nowszy niż ten program. Zaktualizuj program.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {text}</source>
        <translation>Nie można odczytać {file}: {text}</translation>
    </message>
    <message>
        <source>{file} is too large for an address book.</source>
        <translation>{file} jest za duży na książkę adresową.</translation>
    </message>
    <message>
        <source>{file}: the first line must name the columns, one of them a name and one a phone number.</source>
        <translation>{file}: pierwszy wiersz musi nazywać kolumny, w tym nazwę i numer telefonu.</translation>
    </message>
    <message>
        <source>{file}, line {line}: this cannot be read.</source>
        <translation>{file}, wiersz {line}: tego nie można odczytać.</translation>
    </message>
    <message>
        <source>{file}, line {line}: this card has no end.</source>
        <translation>{file}, wiersz {line}: ta wizytówka nie ma końca.</translation>
    </message>
    <message>
        <source>{file}, line {line}: there is no name.</source>
        <translation>{file}, wiersz {line}: brak nazwy.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {text} has no phone number.</source>
        <translation>{file}, wiersz {line}: {text} nie ma numeru telefonu.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {text} is no number that can be dialled.</source>
        <translation>{file}, wiersz {line}: {text} nie jest numerem, który można wybrać.</translation>
    </message>
    <message>
        <source>The directory {file} does not answer. It is asked again; whom it had before stays here.</source>
        <translation>Katalog {file} nie odpowiada. Zostanie zapytany ponownie; osoby, które w nim były, pozostają tutaj.</translation>
    </message>
    <message>
        <source>The directory {file} cannot be reached safely: its certificate or its TLS is wrong.</source>
        <translation>Z katalogiem {file} nie można połączyć się bezpiecznie: jego certyfikat lub TLS jest nieprawidłowy.</translation>
    </message>
    <message>
        <source>The directory {file} refuses: {text}</source>
        <translation>Katalog {file} odmawia: {text}</translation>
    </message>
    <message>
        <source>The password for the directory {file} is not in the keyring of this PC.</source>
        <translation>Hasła do katalogu {file} nie ma w bazie kluczy tego komputera.</translation>
    </message>
    <message>
        <source>The directory {file} has more people than can be shown: {text} are here.</source>
        <translation>Katalog {file} ma więcej osób, niż można pokazać: tutaj jest ich {text}.</translation>
    </message>
    <message>
        <source>{file}: {text} is no number that can be dialled.</source>
        <translation>{file}: {text} nie jest numerem, który można wybrać.</translation>
    </message>
    <message>
        <source>You are muted: nobody hears what you say.</source>
        <translation>Mikrofon jest wyciszony: nikt cię nie słyszy.</translation>
    </message>
    <message>
        <source>Your microphone gives no sound. Is it switched off at the headset?</source>
        <translation>Twój mikrofon nie daje dźwięku. Czy nie jest wyłączony na zestawie słuchawkowym?</translation>
    </message>
    <message>
        <source>You can hardly be heard. Move the microphone closer to your mouth, or turn it up.</source>
        <translation>Ledwo cię słychać. Przysuń mikrofon bliżej ust albo zwiększ jego poziom.</translation>
    </message>
    <message>
        <source>Your voice is distorted. Turn the microphone down, or move it away from your mouth.</source>
        <translation>Twój głos jest zniekształcony. Zmniejsz poziom mikrofonu albo odsuń go od ust.</translation>
    </message>
    <message>
        <source>This PC is too busy for a clear call. Close programs that you do not need.</source>
        <translation>Ten komputer jest zbyt obciążony, by rozmowa była wyraźna. Zamknij niepotrzebne programy.</translation>
    </message>
    <message>
        <source>Your Wi-Fi is weak: you are heard with gaps. Move closer to it, or use a network cable.</source>
        <translation>Twoje Wi-Fi jest słabe: słychać cię z przerwami. Zbliż się do niego albo użyj kabla sieciowego.</translation>
    </message>
    <message>
        <source>Your network loses speech: you are heard with gaps. Is something large being sent or fetched?</source>
        <translation>Twoja sieć gubi mowę: słychać cię z przerwami. Czy coś dużego jest właśnie wysyłane lub pobierane?</translation>
    </message>
    <message>
        <source>Your connection loses speech: you are heard with gaps. Others may be using it heavily.</source>
        <translation>Twoje połączenie gubi mowę: słychać cię z przerwami. Być może inni mocno je obciążają.</translation>
    </message>
    <message>
        <source>The caller&apos;s speech arrives with gaps. It is not your PC: you are heard well.</source>
        <translation>Mowa rozmówcy dociera z przerwami. To nie twój komputer: ciebie słychać dobrze.</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Nieodebrane połączenie</translation>
    </message>
    <message>
        <source>Phone unreachable</source>
        <translation>Telefon nieosiągalny</translation>
    </message>
    <message>
        <source>Missed case</source>
        <translation>Nieodebrana sprawa</translation>
    </message>
    <message>
        <source>Just logged in</source>
        <translation>Tuż po zalogowaniu</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Utracono połączenie</translation>
    </message>
</context>
<context>
    <name>counts</name>
    <message numerus="yes">
        <source>%n ready</source>
        <translation>
            <numerusform>%n gotowy</numerusform>
            <numerusform>%n gotowych</numerusform>
            <numerusform>%n gotowych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being offered a call</source>
        <translation>
            <numerusform>%n z dzwoniącym telefonem</numerusform>
            <numerusform>%n z dzwoniącym telefonem</numerusform>
            <numerusform>%n z dzwoniącym telefonem</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in a call</source>
        <translation>
            <numerusform>%n w rozmowie</numerusform>
            <numerusform>%n w rozmowie</numerusform>
            <numerusform>%n w rozmowie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in wrap-up</source>
        <translation>
            <numerusform>%n w pracy po rozmowie</numerusform>
            <numerusform>%n w pracy po rozmowie</numerusform>
            <numerusform>%n w pracy po rozmowie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n busy</source>
        <translation>
            <numerusform>%n na przerwie</numerusform>
            <numerusform>%n na przerwie</numerusform>
            <numerusform>%n na przerwie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n administrative</source>
        <translation>
            <numerusform>%n w administracji</numerusform>
            <numerusform>%n w administracji</numerusform>
            <numerusform>%n w administracji</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n logged out</source>
        <translation>
            <numerusform>%n wylogowany</numerusform>
            <numerusform>%n wylogowanych</numerusform>
            <numerusform>%n wylogowanych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n oczekuje</numerusform>
            <numerusform>%n oczekują</numerusform>
            <numerusform>%n oczekuje</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kept</name>
    <message>
        <source>Saved for later</source>
        <translation>Odłożone na później</translation>
    </message>
    <message>
        <source>Partly answered</source>
        <translation>Częściowo załatwione</translation>
    </message>
    <message>
        <source>Forwarded to you</source>
        <translation>Przekazane tobie</translation>
    </message>
    <message>
        <source>Locked to you</source>
        <translation>Przypisane do ciebie</translation>
    </message>
    <message>
        <source>Picked by you</source>
        <translation>Wybrane przez ciebie</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Otwarte ponownie</translation>
    </message>
    <message>
        <source>Left when you logged out</source>
        <translation>Zostało, gdy się wylogowano</translation>
    </message>
    <message>
        <source>Private callback</source>
        <translation>Prywatne oddzwonienie</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>%1 belongs to another program</source>
        <translation>%1 należy do innego programu</translation>
    </message>
    <message>
        <source>anywhere %1</source>
        <translation>wszędzie %1</translation>
    </message>
</context>
<context>
    <name>link</name>
    <message>
        <source>Connected</source>
        <translation>Połączono</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Łączenie …</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Niepołączono</translation>
    </message>
</context>
<context>
    <name>mail</name>
    <message>
        <source>The system</source>
        <translation>System</translation>
    </message>
</context>
<context>
    <name>outcome</name>
    <message>
        <source>Handled</source>
        <translation>Obsłużone</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Przekazane</translation>
    </message>
    <message>
        <source>Consulted</source>
        <translation>Konsultacja</translation>
    </message>
    <message>
        <source>Hung up before an answer</source>
        <translation>Rozłączenie przed odebraniem</translation>
    </message>
    <message>
        <source>Callback ordered</source>
        <translation>Zamówiono oddzwonienie</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nie zastano</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Przerwane</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nie powiodło się</translation>
    </message>
    <message>
        <source>Served by the voice menu</source>
        <translation>Obsłużone przez menu głosowe</translation>
    </message>
    <message>
        <source>Left a message</source>
        <translation>Zostawiono wiadomość</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Odprawione</translation>
    </message>
</context>
<context>
    <name>phone</name>
    <message>
        <source>No sound device was found. Connect a headset or switch the sound service on; it is then taken by itself.</source>
        <translation>Nie znaleziono urządzenia dźwiękowego. Podłącz słuchawki lub włącz usługę dźwięku; zostaną użyte samoczynnie.</translation>
    </message>
    <message>
        <source>No microphone was found: callers cannot hear you. Connect a headset; it is then taken by itself.</source>
        <translation>Nie znaleziono mikrofonu: rozmówcy Cię nie słyszą. Podłącz słuchawki; zostaną użyte samoczynnie.</translation>
    </message>
    <message>
        <source>No speaker was found: you cannot hear callers. Connect a headset; it is then taken by itself.</source>
        <translation>Nie znaleziono głośnika: nie słyszysz rozmówców. Podłącz słuchawki; zostaną użyte samoczynnie.</translation>
    </message>
    <message>
        <source>The microphone you chose is not connected: another one is used until it is back.</source>
        <translation>Wybrany mikrofon nie jest podłączony: do jego powrotu używany jest inny.</translation>
    </message>
    <message>
        <source>The speaker you chose is not connected: another one is used until it is back.</source>
        <translation>Wybrany głośnik nie jest podłączony: do jego powrotu używany jest inny.</translation>
    </message>
    <message>
        <source>The microphone delivers nothing: callers cannot hear you. Connect it again or choose another one.</source>
        <translation>Mikrofon nic nie przekazuje: rozmówcy Cię nie słyszą. Podłącz go ponownie lub wybierz inny.</translation>
    </message>
    <message>
        <source>The microphone is silent: callers cannot hear you. Look for a switch on the headset or its cable.</source>
        <translation>Mikrofon milczy: rozmówcy Cię nie słyszą. Poszukaj wyłącznika na słuchawkach lub ich kablu.</translation>
    </message>
    <message>
        <source>The speaker could not be used; another program may have taken it.</source>
        <translation>Głośnika nie można użyć; być może zajął go inny program.</translation>
    </message>
    <message>
        <source>The microphone could not be used; it may be taken or forbidden.</source>
        <translation>Mikrofonu nie można użyć; może być zajęty lub zabroniony.</translation>
    </message>
</context>
<context>
    <name>result</name>
    <message>
        <source>No qualifier</source>
        <translation>Bez kwalifikatora</translation>
    </message>
    <message>
        <source>Private callback</source>
        <translation>Oddzwonienie prywatne</translation>
    </message>
    <message>
        <source>Public callback</source>
        <translation>Oddzwonienie publiczne</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Kończący</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Sukces</translation>
    </message>
    <message>
        <source>Success to confirm</source>
        <translation>Sukces wymagający potwierdzenia</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Oczekujący</translation>
    </message>
    <message>
        <source>Cancel success and close</source>
        <translation>Anuluj sukces i zamknij</translation>
    </message>
</context>
<context>
    <name>service</name>
    <message>
        <source>Service level</source>
        <translation>Poziom obsługi</translation>
    </message>
    <message>
        <source>Agents logged in</source>
        <translation>Zalogowani konsultanci</translation>
    </message>
    <message>
        <source>{percent} % within {seconds} s today: {part} of {whole}.</source>
        <translation>{percent} % w ciągu {seconds} s dzisiaj: {part} z {whole}.</translation>
    </message>
    <message>
        <source>Of today&apos;s callers who were answered or waited longer than the target, how many were answered within it. Who hung up sooner does not count.</source>
        <translation>Ilu z dzisiejszych dzwoniących, którzy doczekali się odpowiedzi lub czekali dłużej niż cel, otrzymało ją w jego granicach. Kto rozłączył się wcześniej, nie liczy się.</translation>
    </message>
    <message>
        <source>Callers an hour: {calls}. Agents who would answer {percent} % of them within {seconds} s: {agents}. Logged in: {present}.</source>
        <translation>Dzwoniących na godzinę: {calls}. Konsultantów, którzy odebraliby {percent} % z nich w ciągu {seconds} s: {agents}. Zalogowanych: {present}.</translation>
    </message>
    <message>
        <source>After the slash: how many agents would answer {percent} % in time now, by Erlang&apos;s formulas, with the callers of the last hour.</source>
        <translation>Po kresce: ilu konsultantów odebrałoby teraz {percent} % na czas, według wzorów Erlanga, przy dzwoniących z ostatniej godziny.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Locked by your administrator</source>
        <translation>Zablokowane przez administratora</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Okno</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Wiadomości</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Dźwięki</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmy</translation>
    </message>
    <message>
        <source>Sound devices</source>
        <translation>Urządzenia dźwiękowe</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Klawisze</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametry</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Jak w systemie</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Wygląd</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Jasny</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Ciemny</translation>
    </message>
    <message>
        <source>Sign in the tray</source>
        <translation>Ikona w zasobniku</translation>
    </message>
    <message>
        <source>No sign</source>
        <translation>Bez ikony</translation>
    </message>
    <message>
        <source>Show the status</source>
        <translation>Pokazuj status</translation>
    </message>
    <message>
        <source>A closed window goes on there</source>
        <translation>Zamknięte okno zostaje tam</translation>
    </message>
    <message>
        <source>The window also starts there</source>
        <translation>Okno także tam startuje</translation>
    </message>
    <message>
        <source>Start with the session</source>
        <translation>Uruchamiaj wraz z sesją</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Ruch</translation>
    </message>
    <message>
        <source>Nothing moves or blinks</source>
        <translation>Nic się nie porusza ani nie miga</translation>
    </message>
    <message>
        <source>Message windows close by themselves after</source>
        <translation>Okna wiadomości zamykają się same po</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nigdy</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Size of message windows</source>
        <translation>Rozmiar okien wiadomości</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Zwykły</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Mały</translation>
    </message>
    <message>
        <source>Notices of the desktop</source>
        <translation>Powiadomienia pulpitu</translation>
    </message>
    <message>
        <source>While the window cannot be seen</source>
        <translation>Gdy okna nie widać</translation>
    </message>
    <message>
        <source>While another program is in front</source>
        <translation>Gdy inny program jest z przodu</translation>
    </message>
    <message>
        <source>Notices of the desktop say who calls</source>
        <translation>Powiadomienia pokazują, kto dzwoni</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Tak</translation>
    </message>
    <message>
        <source>A case is offered to you</source>
        <translation>Otrzymujesz propozycję sprawy</translation>
    </message>
    <message>
        <source>A call is connected at once</source>
        <translation>Połączenie łączone od razu</translation>
    </message>
    <message>
        <source>You missed an offer</source>
        <translation>Przegapiłeś propozycję</translation>
    </message>
    <message>
        <source>A queue reached your alarm</source>
        <translation>Kolejka osiągnęła twój alarm</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>Ready</source>
        <translation>Gotowy</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Połączenie przychodzące</translation>
    </message>
    <message>
        <source>In call</source>
        <translation>W rozmowie</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Praca po rozmowie</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Przerwa</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Administracja</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>Wylogowany</translation>
    </message>
    <message>
        <source>Then: {status}</source>
        <translation>Potem: {status}</translation>
    </message>
    <message>
        <source>Back at {time}</source>
        <translation>Powrót o {time}</translation>
    </message>
    <message>
        <source>Overdue: back at {time}</source>
        <translation>Spóźnienie: powrót o {time}</translation>
    </message>
</context>
<context>
    <name>tabs</name>
    <message>
        <source>Queue information</source>
        <translation>Informacje o kolejce</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Konsultanci</translation>
    </message>
    <message>
        <source>Message history</source>
        <translation>Historia wiadomości</translation>
    </message>
    <message>
        <source>Call information</source>
        <translation>Informacje o połączeniu</translation>
    </message>
    <message>
        <source>Number pad</source>
        <translation>Klawiatura numeryczna</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Ostatnie połączenia</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>Książka adresowa</translation>
    </message>
    <message>
        <source>Voice messages</source>
        <translation>Poczta głosowa</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Wiadomości</translation>
    </message>
    <message>
        <source>Cherry pick</source>
        <translation>Wybieranie połączeń</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Moje sprawy</translation>
    </message>
    <message>
        <source>Personal statistics</source>
        <translation>Moja statystyka</translation>
    </message>
</context>
<context>
    <name>talk</name>
    <message>
        <source>Conference with {names}</source>
        <translation>Konferencja: {names}</translation>
    </message>
    <message>
        <source>On hold for {time}: the customer hears music</source>
        <translation>Zawieszony {time}: klient słyszy muzykę</translation>
    </message>
    <message>
        <source>Parked for {time}: the customer hears music</source>
        <translation>Zaparkowany {time}: klient słyszy muzykę</translation>
    </message>
    <message>
        <source>{name} listens</source>
        <translation>{name} słucha</translation>
    </message>
    <message>
        <source>{name} speaks to you alone</source>
        <translation>{name} mówi tylko do Ciebie</translation>
    </message>
    <message>
        <source>{name} speaks with you both</source>
        <translation>{name} rozmawia z wami obojgiem</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>Nagrywanie {time}</translation>
    </message>
    <message>
        <source>Recording paused</source>
        <translation>Nagrywanie wstrzymane</translation>
    </message>
    <message>
        <source>Saving the recording …</source>
        <translation>Zapisywanie nagrania …</translation>
    </message>
    <message>
        <source>Deleting the recording …</source>
        <translation>Usuwanie nagrania …</translation>
    </message>
    <message>
        <source>Recording declined</source>
        <translation>Odmowa nagrywania</translation>
    </message>
    <message>
        <source>a number outside</source>
        <translation>numer zewnętrzny</translation>
    </message>
    <message>
        <source>Asking {name} … {time}</source>
        <translation>Konsultacja: {name} … {time}</translation>
    </message>
    <message>
        <source>Speaking with the customer; {name} hears music</source>
        <translation>Rozmowa z klientem; {name} słyszy muzykę</translation>
    </message>
    <message>
        <source>Speaking with {name}; the customer hears music</source>
        <translation>Rozmowa: {name}; klient słyszy muzykę</translation>
    </message>
</context>
<context>
    <name>trouble</name>
    <message>
        <source>The server is out of reach; it is tried again by itself. Your call goes on; what you type is kept.</source>
        <translation>Serwer jest nieosiągalny; połączenie wróci samo. Rozmowa trwa; to, co piszesz, jest zapisywane.</translation>
    </message>
    <message>
        <source>The server is out of reach; it is tried again by itself. Buttons work again then; what you type is kept.</source>
        <translation>Serwer jest nieosiągalny; połączenie wróci samo. Wtedy przyciski znów działają; to, co piszesz, jest zapisywane.</translation>
    </message>
    <message>
        <source>The telephone is being started again; the caller hears music.</source>
        <translation>Telefon uruchamia się ponownie; dzwoniący słyszy muzykę.</translation>
    </message>
    <message>
        <source>The telephone is being started again.</source>
        <translation>Telefon uruchamia się ponownie.</translation>
    </message>
    <message>
        <source>You cannot be heard; the caller hears music. You are connected again by itself.</source>
        <translation>Nie słychać Cię; dzwoniący słyszy muzykę. Połączenie wróci samo.</translation>
    </message>
    <message>
        <source>Not heard – {time} left</source>
        <translation>Nie słychać – jeszcze {time}</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>passed over: {colleagues}</source>
        <translation>pominięto: {colleagues}</translation>
    </message>
    <message>
        <source>Why you: longest waiting caller ({waited}), ready longest ({ready})</source>
        <translation>Dlaczego Ty: dzwoniący czeka najdłużej ({waited}), gotowość najdłuższa ({ready})</translation>
    </message>
    <message>
        <source>Why you: a colleague wants to speak to you, or gives you this call</source>
        <translation>Dlaczego Ty: ktoś z zespołu chce z Tobą porozmawiać lub przekazuje Ci to połączenie</translation>
    </message>
    <message>
        <source>Why you: the call that you transferred was not answered</source>
        <translation>Dlaczego Ty: przekazane połączenie nie zostało odebrane</translation>
    </message>
    <message>
        <source>Why you: you took this call yourself</source>
        <translation>Dlaczego ty: to połączenie zostało wzięte przez ciebie</translation>
    </message>
    <message>
        <source>Why you: rule {rule}, score {score}, you had been ready for {ready}</source>
        <translation>Dlaczego Ty: reguła {rule}, wynik {score}, w stanie Gotowy od {ready}</translation>
    </message>
</context>
</TS>
