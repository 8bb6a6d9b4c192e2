<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA">
<context>
    <name>ActionRow</name>
    <message>
        <source>next</source>
        <translation>далі</translation>
    </message>
</context>
<context>
    <name>AgentsTable</name>
    <message>
        <source>Name</source>
        <translation>Ім’я</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Час</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Черга</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Доступний</translation>
    </message>
    <message>
        <source>Filter, for example an*, 8090</source>
        <translation>Фільтр, наприклад an*, 8090</translation>
    </message>
    <message>
        <source>Filter the agents</source>
        <translation>Фільтрувати операторів</translation>
    </message>
    <message>
        <source>User names, names or groups with commas between; * is anything, and nothing is everybody</source>
        <translation>Імена користувачів, імена або групи через кому; * — будь-що, порожньо — усі</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Усі групи</translation>
    </message>
    <message>
        <source>Group of agents</source>
        <translation>Група операторів</translation>
    </message>
    <message>
        <source>Show only the agents of one group</source>
        <translation>Показувати лише операторів однієї групи</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Оператори</translation>
    </message>
    <message>
        <source>No agent who is logged in fits the filter.</source>
        <translation>Жоден оператор, що ввійшов, не відповідає фільтру.</translation>
    </message>
    <message>
        <source>No colleague is logged in.</source>
        <translation>Ніхто з колег не ввійшов.</translation>
    </message>
    <message>
        <source>Write a message…</source>
        <translation>Написати повідомлення…</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Так</translation>
    </message>
</context>
<context>
    <name>AlarmDialog</name>
    <message>
        <source>Alarm: {queue}</source>
        <translation>Сигнал: {queue}</translation>
    </message>
    <message>
        <source>When so many wait</source>
        <translation>Коли чекає стільки</translation>
    </message>
    <message>
        <source>When the first waits so long</source>
        <translation>Коли перший чекає так довго</translation>
    </message>
    <message>
        <source>When fewer agents are ready</source>
        <translation>Коли готових операторів менше</translation>
    </message>
    <message>
        <source>When the service level is lower</source>
        <translation>Коли рівень сервісу нижчий</translation>
    </message>
    <message>
        <source>0: no alarm</source>
        <translation>0: без сигналу</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>Без сигналу</translation>
    </message>
    <message>
        <source> s</source>
        <translation> с</translation>
    </message>
    <message>
        <source>0: no alarm. Of today&apos;s callers, from the tenth of them on</source>
        <translation>0: без сигналу. Серед сьогоднішніх абонентів, починаючи з десятого</translation>
    </message>
    <message>
        <source>It ends when it is clearly better, so that it does not come and go with every caller.</source>
        <translation>Він припиняється, коли стане помітно краще, щоб не вмикатися з кожним дзвінком.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Зберегти</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Скасувати</translation>
    </message>
    <message>
        <source>Keep this alarm; it holds at any PC where you log in</source>
        <translation>Зберегти сигнал; він діє на будь-якому ПК, де ви ввійдете</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Нічого не змінювати</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>Queue</source>
        <translation>Черга</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Чекають</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Найдовше очікування</translation>
    </message>
    <message>
        <source>Fewer ready than</source>
        <translation>Готових менше ніж</translation>
    </message>
    <message>
        <source>Service level below</source>
        <translation>Рівень сервісу нижче</translation>
    </message>
    <message>
        <source>You have no queue.</source>
        <translation>У вас немає черги.</translation>
    </message>
    <message>
        <source>Your alarms</source>
        <translation>Ваші сигнали</translation>
    </message>
    <message>
        <source>Enter or a double-click changes the limits of a queue</source>
        <translation>Enter або подвійне клацання змінює межі черги</translation>
    </message>
    <message>
        <source>A limit that is reached is heard, told, and shown in red in the queue information.</source>
        <translation>Про досягнуту межу сповіщає звук і повідомлення; в інформації про черги вона червона.</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Змінити …</translation>
    </message>
    <message>
        <source>Change the limits of the chosen queue</source>
        <translation>Змінити межі вибраної черги</translation>
    </message>
</context>
<context>
    <name>BookTable</name>
    <message>
        <source>Name</source>
        <translation>Ім’я</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Номер</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Компанія</translation>
    </message>
    <message>
        <source>Mistakes in the address book: {count}</source>
        <translation>Помилок в адресній книзі: {count}</translation>
    </message>
    <message>
        <source>Favourite, or no more ({key})</source>
        <translation>Додати до обраних або прибрати ({key})</translation>
    </message>
    <message>
        <source>Filter by name, company or number</source>
        <translation>Фільтр за ім’ям, компанією або номером</translation>
    </message>
    <message>
        <source>Filter the address book</source>
        <translation>Фільтрувати адресну книгу</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>Адресна книга</translation>
    </message>
</context>
<context>
    <name>BusyMenu</name>
    <message>
        <source>Planned &amp;return</source>
        <translation>Заплановане по&amp;вернення</translation>
    </message>
</context>
<context>
    <name>CalendarPopup</name>
    <message>
        <source>Day</source>
        <translation>День</translation>
    </message>
    <message>
        <source>Call again then</source>
        <translation>Передзвонити тоді</translation>
    </message>
</context>
<context>
    <name>CallCard</name>
    <message>
        <source>Campaign call</source>
        <translation>Дзвінок кампанії</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Номер приховано</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>Немає дзвінка</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>Очікує</translation>
    </message>
    <message>
        <source>Time in case</source>
        <translation>Час у зверненні</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Черга</translation>
    </message>
    <message>
        <source>Customer&apos;s number</source>
        <translation>Номер клієнта</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>понад ліміт</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>очікування {time}</translation>
    </message>
</context>
<context>
    <name>CallInfo</name>
    <message>
        <source>This case has no {name}</source>
        <translation>У цьому зверненні немає {name}</translation>
    </message>
    <message>
        <source>No call information</source>
        <translation>Немає інформації про дзвінок</translation>
    </message>
    <message>
        <source>Fetch by name, for example number</source>
        <translation>Отримати за назвою, наприклад number</translation>
    </message>
    <message>
        <source>Fetch call information by name</source>
        <translation>Отримати інформацію про дзвінок за назвою</translation>
    </message>
</context>
<context>
    <name>CaseSheet</name>
    <message>
        <source>Campaign: {name}</source>
        <translation>Кампанія: {name}</translation>
    </message>
    <message>
        <source>Attempts so far: {count}</source>
        <translation>Спроб дотепер: {count}</translation>
    </message>
    <message>
        <source>None is on record</source>
        <translation>Немає записів</translation>
    </message>
    <message>
        <source>Older ones are not shown</source>
        <translation>Старіші не показано</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>пропущено</translation>
    </message>
    <message>
        <source>received</source>
        <translation>прийнято</translation>
    </message>
    <message>
        <source>dialled</source>
        <translation>набрано</translation>
    </message>
    <message>
        <source>Ordered by the customer on the phone</source>
        <translation>Замовлено клієнтом телефоном</translation>
    </message>
    <message>
        <source>Ordered by the customer on the web</source>
        <translation>Замовлено клієнтом на сайті</translation>
    </message>
    <message>
        <source>Promised by an agent</source>
        <translation>Обіцяно оператором</translation>
    </message>
    <message>
        <source>Ordered for you by a colleague</source>
        <translation>Замовлено для вас колегою</translation>
    </message>
    <message>
        <source>To confirm a success</source>
        <translation>Щоб підтвердити успіх</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>додзвонилися</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>зайнято</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>без відповіді</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>недоступно</translation>
    </message>
    <message>
        <source>no agent was free</source>
        <translation>не було вільного оператора</translation>
    </message>
    <message>
        <source>not dialled</source>
        <translation>не набрано</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>скасовано</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>не вдалося</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>Цей дзвінок</translation>
    </message>
    <message>
        <source>Notes of colleagues</source>
        <translation>Нотатки колег</translation>
    </message>
    <message>
        <source>Earlier cases of this customer</source>
        <translation>Попередні звернення цього клієнта</translation>
    </message>
    <message>
        <source>Your earlier calls with this number</source>
        <translation>Ваші попередні розмови з цим номером</translation>
    </message>
    <message>
        <source>Other open cases of this customer</source>
        <translation>Інші відкриті звернення клієнта</translation>
    </message>
</context>
<context>
    <name>CertificateBar</name>
    <message>
        <source>The server cannot prove who it is.</source>
        <translation>Сервер не може підтвердити, хто він.</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Докладніше…</translation>
    </message>
    <message>
        <source>Compare the server&apos;s certificate, and decide whether to trust it</source>
        <translation>Порівняти сертифікат сервера й вирішити, чи довіряти йому</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>The server {server} shows another certificate than the one you trusted.</source>
        <translation>Сервер {server} показує інший сертифікат, ніж той, якому ви довіряли.</translation>
    </message>
    <message>
        <source>Nobody this PC relies on vouches for the certificate of the server {server}.</source>
        <translation>Ніхто, кому довіряє цей комп’ютер, не ручається за сертифікат сервера {server}.</translation>
    </message>
    <message>
        <source>The certificate of the server {server} is not valid today.</source>
        <translation>Сертифікат сервера {server} сьогодні не чинний.</translation>
    </message>
    <message>
        <source>The server {server} shows the certificate of somebody else: {subject}.</source>
        <translation>Сервер {server} показує чужий сертифікат: {subject}.</translation>
    </message>
    <message>
        <source>The certificate of the server {server} cannot be relied on.</source>
        <translation>На сертифікат сервера {server} не можна покладатися.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate</source>
        <translation>Сертифікат сервера</translation>
    </message>
    <message>
        <source>It was told nothing. Trust it only if your administrator names this fingerprint (SHA-256):</source>
        <translation>Йому нічого не передано. Довіряйте йому, лише якщо адміністратор назве цей відбиток (SHA-256):</translation>
    </message>
    <message>
        <source>Trusted until now:</source>
        <translation>Досі довіреним був:</translation>
    </message>
    <message>
        <source>&amp;Trust this certificate</source>
        <translation>&amp;Довіряти сертифікату</translation>
    </message>
    <message>
        <source>This PC works with this server, now and at every log-in</source>
        <translation>Цей комп’ютер працює з цим сервером, зараз і під час кожного входу</translation>
    </message>
    <message>
        <source>This server is told nothing</source>
        <translation>Цьому серверу нічого не передається</translation>
    </message>
    <message>
        <source>Do &amp;not trust it</source>
        <translation>&amp;Не довіряти</translation>
    </message>
</context>
<context>
    <name>ClipMenu</name>
    <message>
        <source>Stop listening</source>
        <translation>Припинити прослуховування</translation>
    </message>
    <message>
        <source>Listen to it alone</source>
        <translation>Прослухати самому</translation>
    </message>
    <message>
        <source>{name} (archived)</source>
        <translation>{name} (в архіві)</translation>
    </message>
    <message>
        <source>{name} (for everybody)</source>
        <translation>{name} (для всіх)</translation>
    </message>
    <message>
        <source>Name of the clip</source>
        <translation>Назва кліпу</translation>
    </message>
</context>
<context>
    <name>CloseBar</name>
    <message>
        <source>You have a call. Closing the program ends it.</source>
        <translation>Триває дзвінок. Закриття програми завершить його.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Лишитися</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрити</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Стовпці</translation>
    </message>
    <message>
        <source>Columns that are shown</source>
        <translation>Стовпці, які показано</translation>
    </message>
    <message>
        <source>Space shows or hides a column</source>
        <translation>Пробіл показує або ховає стовпець</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Угору</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Униз</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Як спочатку</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрити</translation>
    </message>
</context>
<context>
    <name>CriField</name>
    <message>
        <source>Open the web page of {name}</source>
        <translation>Відкрити веб-сторінку {name}</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>The one of this PC</source>
        <translation>Пристрій цього ПК</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Тихіше</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Як є</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Гучніше</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Мікрофон</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Динамік</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Дзвінок</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Там, де чути розмови</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Пробний дзвінок собі</translation>
    </message>
    <message>
        <source>You hear what you say, after its whole way through the telephone</source>
        <translation>Ви чуєте те, що кажете, пройшовши весь шлях телефоном</translation>
    </message>
</context>
<context>
    <name>DialLine</name>
    <message>
        <source>Name or number ({key})</source>
        <translation>Ім&apos;я або номер ({key})</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Ім&apos;я або номер</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Знайдено</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Settings, language, look and sound</source>
        <translation>Налаштування, мова, вигляд і звук</translation>
    </message>
    <message>
        <source>on</source>
        <translation>увімкнено</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Мова</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Вигляд</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Як у системі</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Світлий</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Темний</translation>
    </message>
    <message>
        <source>{setting} (locked by your administrator)</source>
        <translation>{setting} (заблоковано адміністратором)</translation>
    </message>
</context>
<context>
    <name>HeadsetPage</name>
    <message>
        <source>The one of this PC</source>
        <translation>Стандартний цього ПК</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Там, де чути дзвінки</translation>
    </message>
    <message>
        <source>Your headset</source>
        <translation>Ваша гарнітура</translation>
    </message>
    <message>
        <source>Choose what you speak into and what you hear, then try it.</source>
        <translation>Виберіть, у що ви говорите та де чуєте, і перевірте.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Мікрофон</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Динамік</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Дзвінок</translation>
    </message>
    <message>
        <source>Hear a sound</source>
        <translation>Почути звук</translation>
    </message>
    <message>
        <source>Hear it ring</source>
        <translation>Почути дзвінок</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Рівень мікрофона</translation>
    </message>
    <message>
        <source>Go to work</source>
        <translation>До роботи</translation>
    </message>
    <message>
        <source>The sound devices can be changed at any time: the sliders, Sound (Esc)</source>
        <translation>Звукові пристрої можна змінити будь-коли: повзунки, Звук (Esc)</translation>
    </message>
    <message>
        <source>End the test call</source>
        <translation>Завершити пробний дзвінок</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Пробний дзвінок собі</translation>
    </message>
    <message>
        <source>Speak, and hear yourself as callers hear you</source>
        <translation>Говоріть і почуйте себе так, як вас чують клієнти</translation>
    </message>
    <message>
        <source>Your microphone works. Do you hear yourself?</source>
        <translation>Мікрофон працює. Чи чуєте ви себе?</translation>
    </message>
    <message>
        <source>Speak: the bar must move, and you must hear yourself.</source>
        <translation>Говоріть: смужка має рухатися, і ви маєте чути себе.</translation>
    </message>
</context>
<context>
    <name>InfoTabs</name>
    <message>
        <source>{title}: something new</source>
        <translation>{title}: є нове</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Інформація</translation>
    </message>
    <message>
        <source>Information windows</source>
        <translation>Інформаційні вікна</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Locked</source>
        <translation>Замкнено</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Двічі</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Вимк.</translation>
    </message>
    <message>
        <source>Keys are not heard while another program is in front.</source>
        <translation>Клавіші не чутно, коли попереду інша програма.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Your desktop calls the key: {key}.</source>
        <translation>Ваш стільничний простір називає клавішу: {key}.</translation>
    </message>
    <message>
        <source>{key} works in every program.</source>
        <translation>{key} діє в кожній програмі.</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Зайнято</translation>
    </message>
    <message>
        <source>{key} belongs to another program already.</source>
        <translation>{key} уже належить іншій програмі.</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Не тут</translation>
    </message>
    <message>
        <source>{key} is not available on this desktop.</source>
        <translation>{key} недоступна на цьому стільничному просторі.</translation>
    </message>
    <message>
        <source>{key} is the key of {action}.</source>
        <translation>{key} — клавіша дії «{action}».</translation>
    </message>
    <message>
        <source>{key} is typed with: take another one, as a function key.</source>
        <translation>{key} — для набору тексту: візьміть іншу, наприклад функціональну.</translation>
    </message>
    <message>
        <source>{key} has a meaning in every window already.</source>
        <translation>{key} уже має значення в кожному вікні.</translation>
    </message>
    <message>
        <source>Press the keys in a field; Backspace takes them away.</source>
        <translation>Натисніть клавіші в полі; Backspace їх прибирає.</translation>
    </message>
    <message>
        <source>Keymap</source>
        <translation>Схема клавіш</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>As in Microsoft Teams</source>
        <translation>Як у Microsoft Teams</translation>
    </message>
    <message>
        <source>As in Cisco Jabber</source>
        <translation>Як у Cisco Jabber</translation>
    </message>
    <message>
        <source>Hear keys also while another program is in front</source>
        <translation>Чути клавіші й тоді, коли попереду інша програма</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Дія</translation>
    </message>
    <message>
        <source>In the window</source>
        <translation>У вікні</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Усюди</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Стан</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавіші</translation>
    </message>
    <message>
        <source>Choose an action, then press its keys below</source>
        <translation>Виберіть дію, потім натисніть її клавіші нижче</translation>
    </message>
    <message>
        <source>Press the keys that are to do it</source>
        <translation>Натисніть клавіші, які мають це робити</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Без клавіші</translation>
    </message>
    <message>
        <source>Reset this action</source>
        <translation>Скинути цю дію</translation>
    </message>
    <message>
        <source>Give this action the keys of the keymap again</source>
        <translation>Повернути цій дії клавіші схеми</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Скинути все</translation>
    </message>
    <message>
        <source>Give every action the keys of the keymap again</source>
        <translation>Повернути всім діям клавіші схеми</translation>
    </message>
</context>
<context>
    <name>KnownNames</name>
    <message>
        <source>Who logged in here before (Down)</source>
        <translation>Хто входив тут раніше (стрілка вниз)</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>In the keyring: press Enter</source>
        <translation>У сховищі ключів: натисніть Enter</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Ім’я користувача</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Мова</translation>
    </message>
    <message>
        <source>Locked by your administrator</source>
        <translation>Заблоковано адміністратором</translation>
    </message>
    <message>
        <source>Keep the password in this PC&apos;s keyring</source>
        <translation>Зберігати пароль у сховищі ключів цього ПК</translation>
    </message>
    <message>
        <source>Encrypted by the system, for your user session only</source>
        <translation>Зашифровано системою, лише для вашого сеансу на ПК</translation>
    </message>
    <message>
        <source>This PC has no keyring: the password is asked for each time.</source>
        <translation>На цьому ПК немає сховища ключів: пароль потрібно вводити щоразу.</translation>
    </message>
    <message>
        <source>Logging in …</source>
        <translation>Вхід …</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Увійти</translation>
    </message>
    <message>
        <source>Log in (Enter)</source>
        <translation>Увійти (Enter)</translation>
    </message>
    <message>
        <source>Type the address of the server.</source>
        <translation>Введіть адресу сервера.</translation>
    </message>
    <message>
        <source>Type your user name.</source>
        <translation>Введіть ім’я користувача.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Введіть пароль.</translation>
    </message>
    <message>
        <source>The keyring did not give the password: type it.</source>
        <translation>Сховище ключів не видало пароль: введіть його.</translation>
    </message>
    <message>
        <source>The keyring did not take the password: it is asked for again.</source>
        <translation>Сховище ключів не прийняло пароль: його потрібно ввести знову.</translation>
    </message>
</context>
<context>
    <name>ManualDialog</name>
    <message>
        <source>Nothing found.</source>
        <translation>Нічого не знайдено.</translation>
    </message>
    <message>
        <source>{at} of {all}</source>
        <translation>{at} з {all}</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Посібник</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>Шукати в посібнику</translation>
    </message>
    <message>
        <source>Sections of the manual</source>
        <translation>Розділи посібника</translation>
    </message>
    <message>
        <source>Text of the manual</source>
        <translation>Текст посібника</translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>Message</source>
        <translation>Повідомлення</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Відповісти</translation>
    </message>
    <message>
        <source>Write back, in the tab Messages</source>
        <translation>Відповісти на вкладці «Повідомлення»</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрити</translation>
    </message>
    <message>
        <source>Close this message; it stays in the tab Messages</source>
        <translation>Закрити повідомлення; воно залишиться на вкладці «Повідомлення»</translation>
    </message>
</context>
<context>
    <name>MessagesPart</name>
    <message>
        <source>Everybody of {queue}</source>
        <translation>Усі з {queue}</translation>
    </message>
    <message>
        <source>Nobody has written since you logged in.</source>
        <translation>Відколи ви ввійшли, ніхто не писав.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Повідомлення</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Одержувач</translation>
    </message>
    <message>
        <source>Who gets the message</source>
        <translation>Хто отримає повідомлення</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Повідомлення</translation>
    </message>
    <message>
        <source>Write a message; Enter sends it</source>
        <translation>Напишіть повідомлення; Enter надсилає його</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Надіслати</translation>
    </message>
    <message>
        <source>Send the message (Enter)</source>
        <translation>Надіслати повідомлення (Enter)</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>silent</source>
        <translation>тихо</translation>
    </message>
    <message>
        <source>heard</source>
        <translation>чути</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>надто гучно</translation>
    </message>
</context>
<context>
    <name>MineTable</name>
    <message>
        <source>Case</source>
        <translation>Звернення</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Черга</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Чому</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Зберігається ще</translation>
    </message>
    <message>
        <source>No case is kept for you.</source>
        <translation>Для вас не збережено жодного звернення.</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Мої звернення</translation>
    </message>
    <message>
        <source>Take up</source>
        <translation>Узяти</translation>
    </message>
    <message>
        <source>A call rings, another case is at hand (Enter)</source>
        <translation>Дзвінок лунає, інше звернення відкривається (Enter)</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Повернути</translation>
    </message>
    <message>
        <source>The case goes back to its queue, for anybody</source>
        <translation>Звернення повертається до черги, для будь-кого</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Kept with the last call</source>
        <translation>Збережено з попереднім дзвінком</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Надсилається</translation>
    </message>
    <message>
        <source>Will be sent when the server is back</source>
        <translation>Буде надіслано, коли сервер повернеться</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Збережено</translation>
    </message>
    <message>
        <source>Not taken by the server</source>
        <translation>Сервер не прийняв</translation>
    </message>
    <message>
        <source>Note on this call</source>
        <translation>Нотатка про дзвінок</translation>
    </message>
    <message>
        <source>Saved as you type</source>
        <translation>Зберігається під час введення</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Закрити повідомлення</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Message history</source>
        <translation>Історія повідомлень</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Немає повідомлень</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Number pad</source>
        <translation>Набір номера</translation>
    </message>
</context>
<context>
    <name>ParametersPage</name>
    <message>
        <source>Parameter</source>
        <translation>Параметр</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значення</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>Де вказано</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Заблоковано</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>так</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>командний рядок</translation>
    </message>
    <message>
        <source>this window, until it is closed</source>
        <translation>це вікно, до його закриття</translation>
    </message>
    <message>
        <source>usual value</source>
        <translation>звичайне значення</translation>
    </message>
    <message>
        <source>Search the parameters</source>
        <translation>Шукати параметри</translation>
    </message>
    <message>
        <source>Part of a name, a value or a file</source>
        <translation>Частина назви, значення чи файлу</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Параметри</translation>
    </message>
    <message>
        <source>No parameter has this in it.</source>
        <translation>Жоден параметр цього не містить.</translation>
    </message>
</context>
<context>
    <name>PickTable</name>
    <message>
        <source>Caller</source>
        <translation>Абонент</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Черга</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Де</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Чекає</translation>
    </message>
    <message>
        <source>No call waits that you may pick.</source>
        <translation>Немає дзвінків, які ви можете вибрати.</translation>
    </message>
    <message>
        <source>Calls to pick</source>
        <translation>Дзвінки, які можна вибрати</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Вибрати</translation>
    </message>
    <message>
        <source>The call rings here; with a case at hand it is kept among yours (Enter)</source>
        <translation>Дзвінок пролунає тут; якщо у вас є звернення, його буде збережено серед ваших (Enter)</translation>
    </message>
    <message>
        <source>In the menu</source>
        <translation>У меню</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>У черзі</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Queue</source>
        <translation>Черга</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Очікує</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Найдовше очікування</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Готові</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Мої звернення</translation>
    </message>
    <message>
        <source>Alarm…</source>
        <translation>Сигнал…</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Активна</translation>
    </message>
    <message>
        <source>What the figures say</source>
        <translation>Що кажуть показники</translation>
    </message>
    <message>
        <source>{queue} – alarm</source>
        <translation>{queue} – сигнал</translation>
    </message>
    <message>
        <source>{queue} – not active</source>
        <translation>{queue} – не активна</translation>
    </message>
    <message>
        <source>Queue information</source>
        <translation>Інформація про чергу</translation>
    </message>
</context>
<context>
    <name>RecentTable</name>
    <message>
        <source>With</source>
        <translation>З ким</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Черга</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Коли</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Підсумок</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Номер приховано</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Триває</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Не додзвонилися</translation>
    </message>
    <message>
        <source>Rejected by you</source>
        <translation>Відхилено вами</translation>
    </message>
    <message>
        <source>Caller hung up</source>
        <translation>Клієнт поклав слухавку</translation>
    </message>
    <message>
        <source>Your phone did not ring</source>
        <translation>Ваш телефон не дзвонив</translation>
    </message>
    <message>
        <source>Lost by the server</source>
        <translation>Втрачено сервером</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Без відповіді</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Пропущено</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Прийнято</translation>
    </message>
    <message>
        <source>Dialled</source>
        <translation>Набрано</translation>
    </message>
    <message>
        <source>Today: {received} received, {dialled} dialled, {missed} missed, {time} talked</source>
        <translation>Сьогодні: прийнято {received}, набрано {dialled}, пропущено {missed}, розмов {time}</translation>
    </message>
    <message>
        <source>Filter by name, number or queue</source>
        <translation>Фільтр за ім’ям, номером або чергою</translation>
    </message>
    <message>
        <source>Filter the recent calls</source>
        <translation>Фільтрувати останні дзвінки</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Останні дзвінки</translation>
    </message>
    <message>
        <source>Enter or a double-click puts the number into the dial field</source>
        <translation>Enter або подвійне клацання вносить номер у поле набору</translation>
    </message>
</context>
<context>
    <name>RecordingTable</name>
    <message>
        <source>From</source>
        <translation>Від</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Черга</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Коли</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Запис</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Призупинити</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Відтворити</translation>
    </message>
    <message>
        <source>Fetching …</source>
        <translation>Завантаження …</translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation>Звернення {number}</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Прослухано</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Нове</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Дзвінок</translation>
    </message>
    <message>
        <source>Put the number into the dial field ({key})</source>
        <translation>Вставити номер у поле набору ({key})</translation>
    </message>
    <message>
        <source>Where in the recording</source>
        <translation>Місце в записі</translation>
    </message>
    <message>
        <source>Filter by caller or queue</source>
        <translation>Фільтр за абонентом або чергою</translation>
    </message>
    <message>
        <source>Filter the recordings</source>
        <translation>Фільтр записів</translation>
    </message>
    <message>
        <source>Voice messages and recordings</source>
        <translation>Голосова пошта та записи</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>{folder} cannot be reached: {why}. Choose another place.</source>
        <translation>{folder} недоступна: {why}. Виберіть інше місце.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Збережено: {file}</translation>
    </message>
    <message>
        <source>Where to save the report</source>
        <translation>Де зберегти звіт</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Звіт про помилку</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>Що сталося?</translation>
    </message>
    <message>
        <source>What you did, what you expected, and what came instead</source>
        <translation>Що ви зробили, чого очікували і що сталося натомість</translation>
    </message>
    <message>
        <source>With a picture of the window; what is a customer&apos;s is grey in it</source>
        <translation>Зі знімком вікна; усе про клієнтів на ньому сіре</translation>
    </message>
    <message>
        <source>What is saved, without secrets and without anything about customers</source>
        <translation>Що зберігається: без таємниць і без даних клієнтів</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Зберегти</translation>
    </message>
    <message>
        <source>Save the files that are ticked</source>
        <translation>Зберегти позначені файли</translation>
    </message>
    <message>
        <source>Elsewhere …</source>
        <translation>В іншому місці …</translation>
    </message>
    <message>
        <source>Choose where to save the report</source>
        <translation>Вибрати, де зберегти звіт</translation>
    </message>
    <message>
        <source>Is saved in {folder}</source>
        <translation>Зберігається в {folder}</translation>
    </message>
    <message>
        <source>Files of the report</source>
        <translation>Файли звіту</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>Вміст файлу</translation>
    </message>
    <message>
        <source>Picture of the window</source>
        <translation>Знімок вікна</translation>
    </message>
</context>
<context>
    <name>ResultRow</name>
    <message>
        <source>At once</source>
        <translation>Одразу</translation>
    </message>
    <message>
        <source>Call again: {time}</source>
        <translation>Передзвонити: {time}</translation>
    </message>
    <message>
        <source>Not reported</source>
        <translation>Не вказано</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Result of the call</source>
        <translation>Результат дзвінка</translation>
    </message>
</context>
<context>
    <name>ReturnMenu</name>
    <message>
        <source>In &amp;5 minutes</source>
        <translation>Через &amp;5 хвилин</translation>
    </message>
    <message>
        <source>In &amp;15 minutes</source>
        <translation>Через &amp;15 хвилин</translation>
    </message>
    <message>
        <source>In &amp;30 minutes</source>
        <translation>Через &amp;30 хвилин</translation>
    </message>
    <message>
        <source>In one &amp;hour</source>
        <translation>Через &amp;годину</translation>
    </message>
    <message>
        <source>At a &amp;time …</source>
        <translation>У певний &amp;час …</translation>
    </message>
    <message>
        <source>&amp;Not said</source>
        <translation>&amp;Не вказано</translation>
    </message>
</context>
<context>
    <name>ReturnPopup</name>
    <message>
        <source>Back then</source>
        <translation>Повернуся тоді</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Налаштування</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Пошук</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Шукати в налаштуваннях</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Сторінки налаштувань</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Нічого не знайдено.</translation>
    </message>
</context>
<context>
    <name>SoundMenu</name>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Мікрофон</translation>
    </message>
    <message>
        <source>The one of this PC</source>
        <translation>Звичайний цього ПК</translation>
    </message>
    <message>
        <source>Sound (locked by your administrator)</source>
        <translation>Звук (заблоковано адміністратором)</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Динамік</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Дзвінок</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Там, де чути розмови</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Пробний дзвінок собі</translation>
    </message>
    <message>
        <source>Try the headset …</source>
        <translation>Перевірити гарнітуру …</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Тихіше</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Як є</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Гучніше</translation>
    </message>
</context>
<context>
    <name>SoundRow</name>
    <message>
        <source>The usual sound</source>
        <translation>Звичайний звук</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Вибрати …</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Слухати</translation>
    </message>
    <message>
        <source>Sound file</source>
        <translation>Звуковий файл</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>Вибрати звуковий файл</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Гучність</translation>
    </message>
    <message>
        <source>Listen to this sound</source>
        <translation>Прослухати цей звук</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Звуки</translation>
    </message>
</context>
<context>
    <name>StateBand</name>
    <message>
        <source>Status: {status}</source>
        <translation>Статус: {status}</translation>
    </message>
    <message>
        <source>AFTERCALL</source>
        <translation>ЧАС ПОСТОБРОБКИ</translation>
    </message>
    <message>
        <source>Double-click to stop the countdown</source>
        <translation>Двічі клацніть, щоб зупинити відлік</translation>
    </message>
    <message>
        <source>Answer within {time}</source>
        <translation>Відповісти за {time}</translation>
    </message>
    <message>
        <source>Lasts until you choose a status</source>
        <translation>Триває, доки не виберете статус</translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Figure</source>
        <translation>Показник</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сьогодні</translation>
    </message>
    <message>
        <source>Chosen day</source>
        <translation>Вибраний день</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}</source>
        <translation>{file} не вдалося записати: {why}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Збережено: {file}</translation>
    </message>
    <message>
        <source>The server cannot be asked now.</source>
        <translation>Сервер зараз недоступний.</translation>
    </message>
    <message>
        <source>Queue calls taken</source>
        <translation>Прийняті з черг</translation>
    </message>
    <message>
        <source>Other calls taken</source>
        <translation>Інші прийняті</translation>
    </message>
    <message>
        <source>Other calls made</source>
        <translation>Інші вихідні</translation>
    </message>
    <message>
        <source>Cases of {queue}</source>
        <translation>Звернення черги {queue}</translation>
    </message>
    <message>
        <source>Where to save the figures</source>
        <translation>Де зберегти показники</translation>
    </message>
    <message>
        <source>Beside today:</source>
        <translation>Поряд із сьогодні:</translation>
    </message>
    <message>
        <source>The day beside today</source>
        <translation>День поряд із сьогоднішнім</translation>
    </message>
    <message>
        <source>The day beside today; its week is drawn</source>
        <translation>День поряд із сьогоднішнім; його тиждень на графіку</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Експорт …</translation>
    </message>
    <message>
        <source>Save the week as a table (CSV)</source>
        <translation>Зберегти тиждень як таблицю (CSV)</translation>
    </message>
    <message>
        <source>The week by day and type of call</source>
        <translation>Тиждень за днями і видами дзвінків</translation>
    </message>
    <message>
        <source>Personal statistics</source>
        <translation>Особиста статистика</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Phone registered</source>
        <translation>Телефон зареєстровано</translation>
    </message>
    <message>
        <source>Phone not registered</source>
        <translation>Телефон не зареєстровано</translation>
    </message>
    <message>
        <source>Test call: speak and hear yourself</source>
        <translation>Пробний дзвінок: говоріть і чуйте себе</translation>
    </message>
    <message>
        <source>Test call: you hear yourself after {delay} ms</source>
        <translation>Пробний дзвінок: ви чуєте себе через {delay} мс</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Рівень мікрофона</translation>
    </message>
    <message>
        <source>Level of the caller</source>
        <translation>Рівень абонента</translation>
    </message>
    <message>
        <source>You are heard with {mos} of 4.5 points; {lost} % of your speech is lost.</source>
        <translation>Вас чути на {mos} з 4,5 бала; втрачається {lost} % вашого мовлення.</translation>
    </message>
    <message>
        <source>You hear with {mos} of 4.5 points; {lost} % of the speech is lost.</source>
        <translation>Ви чуєте на {mos} з 4,5 бала; втрачається {lost} % мовлення.</translation>
    </message>
    <message>
        <source>Microphone muted</source>
        <translation>Мікрофон вимкнено</translation>
    </message>
    <message>
        <source>Microphone open</source>
        <translation>Мікрофон увімкнено</translation>
    </message>
</context>
<context>
    <name>TabsMenu</name>
    <message>
        <source>{title} (in its window)</source>
        <translation>{title} (в окремому вікні)</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>В окремому вікні</translation>
    </message>
    <message>
        <source>Come forward by itself</source>
        <translation>Виходити наперед самостійно</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Стовпці…</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Перемістити ліворуч</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Перемістити праворуч</translation>
    </message>
</context>
<context>
    <name>TimePopup</name>
    <message>
        <source>Time</source>
        <translation>Час</translation>
    </message>
</context>
<context>
    <name>TornOff</name>
    <message>
        <source>Always on top of other windows</source>
        <translation>Завжди поверх інших вікон</translation>
    </message>
    <message>
        <source>Come forward by itself when there is something new</source>
        <translation>Саме виходить наперед, коли є щось нове</translation>
    </message>
    <message>
        <source>Back to the tabs</source>
        <translation>Назад до вкладок</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation>Показати вікно</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Вийти з програми</translation>
    </message>
</context>
<context>
    <name>WhenMenu</name>
    <message>
        <source>As soon as possible</source>
        <translation>Якнайшвидше</translation>
    </message>
    <message>
        <source>In 15 minutes</source>
        <translation>За 15 хвилин</translation>
    </message>
    <message>
        <source>In one hour</source>
        <translation>За годину</translation>
    </message>
    <message>
        <source>In four hours</source>
        <translation>За чотири години</translation>
    </message>
    <message>
        <source>Tomorrow at this time</source>
        <translation>Завтра о цій порі</translation>
    </message>
    <message>
        <source>Day and time …</source>
        <translation>День і час …</translation>
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
        <translation>Готовий</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Перерва</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Адмінробота</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Відповісти</translation>
    </message>
    <message>
        <source>Call the customer</source>
        <translation>Дзвонити клієнту</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Взяти</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Завершити</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Відхилити</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Без звуку</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Вимкнено</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Дзвонити</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Запитати</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Перевести</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Утримати</translation>
    </message>
    <message>
        <source>Retrieve</source>
        <translation>Повернути</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Паркувати дзвінок</translation>
    </message>
    <message>
        <source>Toggle</source>
        <translation>Перемкнути</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Конференція</translation>
    </message>
    <message>
        <source>End inquiry</source>
        <translation>Кінець консультації</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Записати дзвінок</translation>
    </message>
    <message>
        <source>Pause recording</source>
        <translation>Призупинити запис</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>Поновити запис</translation>
    </message>
    <message>
        <source>Save the recording</source>
        <translation>Зберегти запис</translation>
    </message>
    <message>
        <source>Cancel and delete the recording</source>
        <translation>Скасувати й видалити запис</translation>
    </message>
    <message>
        <source>Customer declines recording</source>
        <translation>Клієнт відмовляється від запису</translation>
    </message>
    <message>
        <source>Stop the countdown</source>
        <translation>Зупинити відлік</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Більше часу</translation>
    </message>
    <message>
        <source>End wrap-up</source>
        <translation>Завершити постобробку</translation>
    </message>
    <message>
        <source>Wrap-up on a queue</source>
        <translation>Постобробка в черзі</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Кампанія</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>Попросити допомоги</translation>
    </message>
    <message>
        <source>Audio clips</source>
        <translation>Аудіокліпи</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Відтворити</translation>
    </message>
    <message>
        <source>Play and hang up</source>
        <translation>Відтворити й покласти слухавку</translation>
    </message>
    <message>
        <source>Stop the audio clip</source>
        <translation>Зупинити аудіокліп</translation>
    </message>
    <message>
        <source>Record a clip</source>
        <translation>Записати кліп</translation>
    </message>
    <message>
        <source>Record a clip for everybody</source>
        <translation>Записати кліп для всіх</translation>
    </message>
    <message>
        <source>Record it again</source>
        <translation>Записати його знову</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Перейменувати</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Архівувати</translation>
    </message>
    <message>
        <source>Offer it again</source>
        <translation>Пропонувати знову</translation>
    </message>
    <message>
        <source>Delete the clip</source>
        <translation>Видалити кліп</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Вийти</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Налаштування</translation>
    </message>
    <message>
        <source>Compact or full window</source>
        <translation>Компактне або повне вікно</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Посібник</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Звіт про помилку</translation>
    </message>
</context>
<context>
    <name>already</name>
    <message>
        <source>Agent Desktop is running already: look for its window.</source>
        <translation>Agent Desktop уже запущено: знайдіть його вікно.</translation>
    </message>
</context>
<context>
    <name>announcer</name>
    <message>
        <source>This case takes longer than its queue wants.</source>
        <translation>Це звернення триває довше, ніж бажано для черги.</translation>
    </message>
</context>
<context>
    <name>case</name>
    <message>
        <source>Inbound call</source>
        <translation>Вхідний дзвінок</translation>
    </message>
    <message>
        <source>Outbound call</source>
        <translation>Вихідний дзвінок</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Постобробка</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>Зворотний дзвінок</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Чат</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Завдання</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Електронний лист</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Голосове повідомлення</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Номер приховано</translation>
    </message>
</context>
<context>
    <name>codes</name>
    <message>
        <source>The server says: {code}.</source>
        <translation>Сервер повідомляє: {code}.</translation>
    </message>
    <message>
        <source>This user name is not an agent here.</source>
        <translation>Це ім’я користувача не належить жодному оператору.</translation>
    </message>
    <message>
        <source>You do not have the right to do this.</source>
        <translation>Ви не маєте права це робити.</translation>
    </message>
    <message>
        <source>Log in first.</source>
        <translation>Спершу увійдіть.</translation>
    </message>
    <message>
        <source>You have a call.</source>
        <translation>У вас триває дзвінок.</translation>
    </message>
    <message>
        <source>You have no call.</source>
        <translation>У вас немає дзвінка.</translation>
    </message>
    <message>
        <source>You are listening to a colleague&apos;s call: end that first.</source>
        <translation>Ви слухаєте дзвінок колеги: спершу завершіть це.</translation>
    </message>
    <message>
        <source>You are not listening to a call.</source>
        <translation>Ви не слухаєте жодного дзвінка.</translation>
    </message>
    <message>
        <source>This is your own call.</source>
        <translation>Це ваш власний дзвінок.</translation>
    </message>
    <message>
        <source>This agent is not in a call now.</source>
        <translation>Цей оператор зараз не розмовляє.</translation>
    </message>
    <message>
        <source>Calls between colleagues must not be listened to here.</source>
        <translation>Розмови між колегами тут слухати не можна.</translation>
    </message>
    <message>
        <source>The customer has declined to be recorded, and such calls must not be listened to here.</source>
        <translation>Клієнт відмовився від запису, а такі дзвінки тут слухати не можна.</translation>
    </message>
    <message>
        <source>No call is offered to you.</source>
        <translation>Вам не пропонують дзвінка.</translation>
    </message>
    <message>
        <source>Answer this call on your phone.</source>
        <translation>Відповідайте на цей дзвінок на своєму телефоні.</translation>
    </message>
    <message>
        <source>Nobody is on hold or parked.</source>
        <translation>Нікого не утримано й не припарковано.</translation>
    </message>
    <message>
        <source>Retrieve the customer first.</source>
        <translation>Спочатку поверніть клієнта.</translation>
    </message>
    <message>
        <source>There is no customer in this call.</source>
        <translation>У цій розмові немає клієнта.</translation>
    </message>
    <message>
        <source>Calls of this queue are not made from ready: choose another status first.</source>
        <translation>Для цієї черги не телефонують зі статусу «готовий»: спершу виберіть інший статус.</translation>
    </message>
    <message>
        <source>You have no queue for calls.</source>
        <translation>У вас немає черги для дзвінків.</translation>
    </message>
    <message>
        <source>End the inquiry first.</source>
        <translation>Спочатку завершіть консультативний дзвінок.</translation>
    </message>
    <message>
        <source>There is no inquiry.</source>
        <translation>Немає консультативного дзвінка.</translation>
    </message>
    <message>
        <source>The inquiry is not answered yet.</source>
        <translation>На консультативний дзвінок ще не відповіли.</translation>
    </message>
    <message>
        <source>The customer is your colleague&apos;s: you are only asked.</source>
        <translation>Клієнт вашого колеги: вас лише запитують.</translation>
    </message>
    <message>
        <source>Choose one colleague, one queue or one number.</source>
        <translation>Виберіть одного колегу, одну чергу або один номер.</translation>
    </message>
    <message>
        <source>There is no such queue for calls.</source>
        <translation>Такої черги для дзвінків немає.</translation>
    </message>
    <message>
        <source>This colleague cannot be called now.</source>
        <translation>Цьому колезі зараз не можна зателефонувати.</translation>
    </message>
    <message>
        <source>This queue is closed.</source>
        <translation>Ця черга зачинена.</translation>
    </message>
    <message>
        <source>This queue is full.</source>
        <translation>Ця черга заповнена.</translation>
    </message>
    <message>
        <source>You are not in wrap-up.</source>
        <translation>Ви не в постобробці.</translation>
    </message>
    <message>
        <source>This reason does not exist, or is not for this status.</source>
        <translation>Такої причини немає, або вона не для цього статусу.</translation>
    </message>
    <message>
        <source>Choose a reason to be busy.</source>
        <translation>Виберіть причину перерви.</translation>
    </message>
    <message>
        <source>This status cannot be chosen.</source>
        <translation>Цей статус не можна вибрати.</translation>
    </message>
    <message>
        <source>Choose a time within the next 24 hours at which you are back from a break or other work.</source>
        <translation>Виберіть час упродовж наступних 24 годин, коли ви повернетеся з перерви чи іншої роботи.</translation>
    </message>
    <message>
        <source>This queue is not one of yours.</source>
        <translation>Ця черга не належить до ваших.</translation>
    </message>
    <message>
        <source>Nobody works for a busy queue: choose busy for it.</source>
        <translation>На черзі зайнятості не працюють: виберіть для неї «зайнятий».</translation>
    </message>
    <message>
        <source>There is no such rule of distribution: {discipline}.</source>
        <translation>Такого правила розподілу немає: {discipline}.</translation>
    </message>
    <message>
        <source>A limit must be more than nothing.</source>
        <translation>Межа має бути більшою за нуль.</translation>
    </message>
    <message>
        <source>Calls of this queue are not recorded.</source>
        <translation>Дзвінки цієї черги не записуються.</translation>
    </message>
    <message>
        <source>The customer has declined to be recorded.</source>
        <translation>Клієнт відмовився від запису.</translation>
    </message>
    <message>
        <source>Calls of this queue must be recorded to their end.</source>
        <translation>Дзвінки цієї черги треба записувати до кінця.</translation>
    </message>
    <message>
        <source>The recording is just being ended. Try again in a moment.</source>
        <translation>Запис саме завершується. Спробуйте ще раз за мить.</translation>
    </message>
    <message>
        <source>Recordings of this queue cannot be deleted.</source>
        <translation>Записи цієї черги не можна видаляти.</translation>
    </message>
    <message>
        <source>The call is not being recorded.</source>
        <translation>Дзвінок не записується.</translation>
    </message>
    <message>
        <source>There is no such case.</source>
        <translation>Такого звернення немає.</translation>
    </message>
    <message>
        <source>This case is not offered to you.</source>
        <translation>Це звернення вам не запропоновано.</translation>
    </message>
    <message>
        <source>This cannot be done with a case of this kind.</source>
        <translation>Це неможливо зі зверненням цього виду.</translation>
    </message>
    <message>
        <source>Somebody has this case just now.</source>
        <translation>Це звернення саме зараз у когось іншого.</translation>
    </message>
    <message>
        <source>End your wrap-up first.</source>
        <translation>Спершу завершіть постобробку.</translation>
    </message>
    <message>
        <source>You have as many cases open as you may have.</source>
        <translation>У вас відкрито стільки звернень, скільки дозволено.</translation>
    </message>
    <message>
        <source>The customer waits for you in this chat: close it or hand it over.</source>
        <translation>Клієнт чекає на вас у цьому чаті: закрийте його або передайте.</translation>
    </message>
    <message>
        <source>Choose a time within the next year.</source>
        <translation>Виберіть час у межах наступного року.</translation>
    </message>
    <message>
        <source>Choose either a queue or a colleague.</source>
        <translation>Виберіть або чергу, або колегу.</translation>
    </message>
    <message>
        <source>There is no such queue.</source>
        <translation>Такої черги немає.</translation>
    </message>
    <message>
        <source>This queue takes cases of another kind.</source>
        <translation>Ця черга приймає звернення іншого виду.</translation>
    </message>
    <message>
        <source>There is no such agent.</source>
        <translation>Такого оператора немає.</translation>
    </message>
    <message>
        <source>This agent has the case already.</source>
        <translation>Це звернення вже в цього оператора.</translation>
    </message>
    <message>
        <source>Nothing waits in this queue.</source>
        <translation>У цій черзі нічого не чекає.</translation>
    </message>
    <message>
        <source>The cases of this queue are offered to you; you do not take them yourself.</source>
        <translation>Звернення цієї черги пропонуються вам; ви не берете їх самі.</translation>
    </message>
    <message>
        <source>The cases of this queue need a skill that you do not have.</source>
        <translation>Звернення цієї черги потребують навички, якої у вас немає.</translation>
    </message>
    <message>
        <source>Calls are not picked in this centre.</source>
        <translation>У цьому центрі дзвінки не вибирають.</translation>
    </message>
    <message>
        <source>This caller leaves a message or will be called back, and does not wait.</source>
        <translation>Цей клієнт залишає повідомлення або йому передзвонять, і він не чекає.</translation>
    </message>
    <message>
        <source>Deal with the case that you took first.</source>
        <translation>Спершу впорайтеся зі зверненням, яке взяли.</translation>
    </message>
    <message>
        <source>Write a message of at most 10,000 characters.</source>
        <translation>Напишіть повідомлення не довше ніж 10 000 символів.</translation>
    </message>
    <message>
        <source>Nobody is logged in there.</source>
        <translation>Там ніхто не ввійшов у систему.</translation>
    </message>
    <message>
        <source>Nobody asks for help there any more.</source>
        <translation>Там уже ніхто не просить допомоги.</translation>
    </message>
    <message>
        <source>This agent is not logged in.</source>
        <translation>Цей оператор не ввійшов у систему.</translation>
    </message>
    <message>
        <source>A queue named in the definition does not exist: {queue}.</source>
        <translation>Черги, названої у визначенні, не існує: {queue}.</translation>
    </message>
    <message>
        <source>This queue is not for calls.</source>
        <translation>Ця черга не для дзвінків.</translation>
    </message>
    <message>
        <source>This agent does not work for this queue.</source>
        <translation>Цей оператор не працює в цій черзі.</translation>
    </message>
    <message>
        <source>There is nobody to call in this case.</source>
        <translation>У цьому зверненні немає кому телефонувати.</translation>
    </message>
    <message>
        <source>A result is reported for a call, during it or in its wrap-up.</source>
        <translation>Результат вказують для дзвінка: під час нього або в постобробці.</translation>
    </message>
    <message>
        <source>There is no number that can be dialled.</source>
        <translation>Немає номера, на який можна зателефонувати.</translation>
    </message>
    <message>
        <source>There is no such campaign.</source>
        <translation>Такої кампанії немає.</translation>
    </message>
    <message>
        <source>A case moves to another campaign during its call or in its wrap-up.</source>
        <translation>Звернення переводять до іншої кампанії під час дзвінка або в постобробці.</translation>
    </message>
    <message>
        <source>What was filled in and reported will be lost. Move the case all the same?</source>
        <translation>Усе заповнене й повідомлене буде втрачено. Усе одно перевести звернення?</translation>
    </message>
    <message>
        <source>A form has at most {most} fields.</source>
        <translation>Форма має щонайбільше {most} полів.</translation>
    </message>
    <message>
        <source>You are not logged in to a campaign.</source>
        <translation>Ви не увійшли до жодної кампанії.</translation>
    </message>
    <message>
        <source>A list of contacts comes in parts of at most {most}.</source>
        <translation>Список контактів надсилають частинами щонайбільше по {most}.</translation>
    </message>
    <message>
        <source>Contact {place} of the list has no number that can be dialled.</source>
        <translation>Контакт {place} у списку не має номера, на який можна зателефонувати.</translation>
    </message>
    <message>
        <source>A callback can be at most a year ahead.</source>
        <translation>Зворотний дзвінок можна призначити щонайбільше на рік наперед.</translation>
    </message>
    <message>
        <source>A queue&apos;s overflow must take the same kind of cases; this one does not: {queue}.</source>
        <translation>Переповнення черги має приймати звернення того самого виду, а ця такого не робить: {queue}.</translation>
    </message>
    <message>
        <source>There is no such desk phone: {device}.</source>
        <translation>Такого настільного телефону немає: {device}.</translation>
    </message>
    <message>
        <source>A colleague is logged in at this desk phone: {device}.</source>
        <translation>За цим настільним телефоном працює колега: {device}.</translation>
    </message>
    <message>
        <source>A desk phone cannot have the user name of an agent: {device}.</source>
        <translation>Настільний телефон не може мати ім’я користувача агента: {device}.</translation>
    </message>
    <message>
        <source>Two queues have the same number: {number}.</source>
        <translation>Дві черги мають однаковий номер: {number}.</translation>
    </message>
    <message>
        <source>There is no flow {flow}.</source>
        <translation>Немає сценарію {flow}.</translation>
    </message>
    <message>
        <source>Queue {queue}: its keys are digits, * or #, each once.</source>
        <translation>Черга {queue}: клавіші — це цифри, * або #, кожна один раз.</translation>
    </message>
    <message>
        <source>Flow {flow}: two nodes are called {node}.</source>
        <translation>Сценарій {flow}: два вузли називаються {node}.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: there is no node {target} to go to.</source>
        <translation>Сценарій {flow}, вузол {node}: немає вузла {target}, до якого треба перейти.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: a prompt is missing.</source>
        <translation>Сценарій {flow}, вузол {node}: бракує голосової підказки.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: there is no queue {queue} for calls.</source>
        <translation>Сценарій {flow}, вузол {node}: немає черги {queue} для дзвінків.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: {field} cannot be this.</source>
        <translation>Сценарій {flow}, вузол {node}: {field} не може бути таким.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: {cri} is secret, so that only look-ups get it.</source>
        <translation>Сценарій {flow}, вузол {node}: {cri} — таємне значення, його отримують лише запити.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: no way leads from here to a queue or to the end of the call.</source>
        <translation>Сценарій {flow}, вузол {node}: звідси немає шляху ані до черги, ані до кінця дзвінка.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: a way leads back here on which nothing is said or asked.</source>
        <translation>Сценарій {flow}, вузол {node}: шлях повертається сюди, і на ньому нічого не кажуть і не питають.</translation>
    </message>
    <message>
        <source>There is no such audio clip.</source>
        <translation>Такого аудіокліпу немає.</translation>
    </message>
    <message>
        <source>Give the audio clip a name of at most {most} characters.</source>
        <translation>Дайте аудіокліпу назву не довшу за {most} символів.</translation>
    </message>
    <message>
        <source>You have {most} audio clips, and that is the most: delete one first.</source>
        <translation>У вас {most} аудіокліпів, і це найбільше: спершу видаліть один.</translation>
    </message>
    <message>
        <source>No audio clip is being played.</source>
        <translation>Жоден аудіокліп не відтворюється.</translation>
    </message>
    <message>
        <source>This is not your case.</source>
        <translation>Це не ваше звернення.</translation>
    </message>
    <message>
        <source>Cases of this queue have no information called {name}.</source>
        <translation>Звернення цієї черги не мають інформації «{name}».</translation>
    </message>
    <message>
        <source>{name} cannot be changed.</source>
        <translation>«{name}» не можна змінити.</translation>
    </message>
    <message>
        <source>This value does not fit {name}.</source>
        <translation>Це значення не підходить для «{name}».</translation>
    </message>
    <message>
        <source>{name} cannot be the name of a CRI: use letters, digits and _, and no name of the system.</source>
        <translation>«{name}» не може бути назвою CRI: використовуйте латинські літери, цифри та _, але не системні назви.</translation>
    </message>
    <message>
        <source>The CRI {name} has choices and another type, or the type choice and no choices.</source>
        <translation>CRI «{name}» має варіанти, але інший тип, або тип «вибір» без варіантів.</translation>
    </message>
    <message>
        <source>The web address of the CRI {name} is wrong: it needs http(s)://, a host, and known CRIs only.</source>
        <translation>Вебадреса CRI «{name}» неправильна: потрібні http(s)://, вузол і лише відомі CRI.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Неправильне ім’я користувача або пароль.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a moment, then try again.</source>
        <translation>Забагато спроб. Зачекайте трохи та спробуйте ще раз.</translation>
    </message>
    <message>
        <source>The session is over. Log in again.</source>
        <translation>Сеанс завершено. Увійдіть знову.</translation>
    </message>
    <message>
        <source>The request could not be read.</source>
        <translation>Не вдалося прочитати запит.</translation>
    </message>
    <message>
        <source>This program and the server are too far apart in version. Update the program.</source>
        <translation>Версії програми й сервера надто відрізняються. Оновіть програму.</translation>
    </message>
    <message>
        <source>The connection is too slow and was ended; it is taken up again.</source>
        <translation>З’єднання надто повільне й було розірване; воно відновлюється.</translation>
    </message>
    <message>
        <source>The server could not save this. Try again; tell your administrator if it stays so.</source>
        <translation>Сервер не зміг це зберегти. Спробуйте ще раз; якщо не допоможе, повідомте адміністратора.</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>За цією адресою нічого немає.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check its address and your network; it is tried again.</source>
        <translation>Сервер недоступний. Перевірте його адресу та мережу; спроби тривають.</translation>
    </message>
    <message>
        <source>The server cannot prove who it is, and was told nothing. Compare its certificate.</source>
        <translation>Сервер не може підтвердити, хто він, і йому нічого не передано. Порівняйте його сертифікат.</translation>
    </message>
    <message>
        <source>What answers at this address is not an Agent Desktop server.</source>
        <translation>За цією адресою відповідає не сервер Agent Desktop.</translation>
    </message>
    <message>
        <source>This link has no number that can be called.</source>
        <translation>У цьому посиланні немає номера, на який можна подзвонити.</translation>
    </message>
    <message>
        <source>You did not answer a call; it went back to the front of the queue. You are busy now.</source>
        <translation>Ви не відповіли на дзвінок; він повернувся на початок черги. Тепер у вас перерва.</translation>
    </message>
    <message>
        <source>You rejected a call; it went back to the front of the queue. You are busy now.</source>
        <translation>Ви відхилили дзвінок; він повернувся на початок черги. Тепер у вас перерва.</translation>
    </message>
    <message>
        <source>You did not take a case; it went back to the front of the queue. You are busy now.</source>
        <translation>Ви не взяли звернення; воно повернулося на початок черги. Тепер у вас перерва.</translation>
    </message>
    <message>
        <source>You rejected a case; it went back to the front of the queue. You are busy now.</source>
        <translation>Ви відхилили звернення; воно повернулося на початок черги. Тепер у вас перерва.</translation>
    </message>
    <message>
        <source>A case that you put aside is due.</source>
        <translation>Настав час звернення, яке ви відклали.</translation>
    </message>
    <message>
        <source>A colleague forwarded a case to you.</source>
        <translation>Колега переслав вам звернення.</translation>
    </message>
    <message>
        <source>You are the owner of a case now.</source>
        <translation>Тепер ви відповідаєте за звернення.</translation>
    </message>
    <message>
        <source>The customer wrote again in one of your cases.</source>
        <translation>Клієнт знову написав в одному з ваших звернень.</translation>
    </message>
    <message>
        <source>The customer left the chat.</source>
        <translation>Клієнт вийшов із чату.</translation>
    </message>
    <message>
        <source>A colleague opened this case too.</source>
        <translation>Колега теж відкрив це звернення.</translation>
    </message>
    <message>
        <source>A colleague changed this case.</source>
        <translation>Колега змінив це звернення.</translation>
    </message>
    <message>
        <source>A supervisor listens to this call.</source>
        <translation>Керівник слухає цей дзвінок.</translation>
    </message>
    <message>
        <source>Nobody listens to this call any more.</source>
        <translation>Цей дзвінок більше ніхто не слухає.</translation>
    </message>
    <message>
        <source>You cannot listen to the call: your phone or the server&apos;s media failed.</source>
        <translation>Не вдається слухати дзвінок: збій вашого телефону або медіа сервера.</translation>
    </message>
    <message>
        <source>A supervisor is coming to help you.</source>
        <translation>Керівник іде вам на допомогу.</translation>
    </message>
    <message>
        <source>No supervisor came to help you. Ask again if you need one.</source>
        <translation>Ніхто з керівників не прийшов. Попросіть ще раз, якщо потрібно.</translation>
    </message>
    <message>
        <source>A customer who has a part of the answer wrote again: there are two cases on one matter.</source>
        <translation>Клієнт, який отримав часткову відповідь, написав знову: є два звернення з одного питання.</translation>
    </message>
    <message>
        <source>Your phone could not be rung; the call is back at the front of the queue. You are busy now.</source>
        <translation>Не вдалося викликати ваш телефон; дзвінок повернувся на початок черги. Тепер у вас перерва.</translation>
    </message>
    <message>
        <source>The caller hung up before you answered.</source>
        <translation>Абонент поклав слухавку, перш ніж ви відповіли.</translation>
    </message>
    <message>
        <source>You could not be heard for too long; the caller is back at the front of the queue.</source>
        <translation>Вас надто довго не було чути; абонент повернувся на початок черги.</translation>
    </message>
    <message>
        <source>A customer is on hold and waits for you.</source>
        <translation>Клієнт на утриманні й чекає на вас.</translation>
    </message>
    <message>
        <source>Your own phone could not be rung. Nobody was called.</source>
        <translation>Не вдалося додзвонитися на ваш телефон. Нікому не телефонували.</translation>
    </message>
    <message>
        <source>You did not answer a colleague&apos;s call.</source>
        <translation>Ви не відповіли на дзвінок колеги.</translation>
    </message>
    <message>
        <source>Your inquiry was not answered. The customer is still parked.</source>
        <translation>На ваш консультативний дзвінок не відповіли. Клієнт досі припаркований.</translation>
    </message>
    <message>
        <source>Your inquiry is over. Nobody else is in it any more.</source>
        <translation>Ваш консультативний дзвінок завершено. У ньому більше нікого немає.</translation>
    </message>
    <message>
        <source>The call that you transferred was not answered and comes back to you.</source>
        <translation>На переведений вами дзвінок не відповіли, він повертається до вас.</translation>
    </message>
    <message>
        <source>The conference could not be made. You speak to the one you asked, as before.</source>
        <translation>Не вдалося створити конференцію. Ви, як і раніше, розмовляєте з тим, кого запитали.</translation>
    </message>
    <message>
        <source>A sound device came or went: {device} is used now.</source>
        <translation>Звуковий пристрій з&apos;явився або зник: тепер використовується {device}.</translation>
    </message>
    <message>
        <source>A sound device went: the usual one of your PC is used now.</source>
        <translation>Звуковий пристрій зник: тепер використовується звичайний пристрій вашого ПК.</translation>
    </message>
    <message>
        <source>{queue}: as many wait as your alarm allows, or for as long.</source>
        <translation>{queue}: чекає стільки, скільки задано вашим сигналом, або так довго.</translation>
    </message>
    <message>
        <source>{queue}: fewer agents are ready than your alarm allows.</source>
        <translation>{queue}: готових операторів менше, ніж задано вашим сигналом.</translation>
    </message>
    <message>
        <source>{queue}: the service level is below the limit of your alarm.</source>
        <translation>{queue}: рівень сервісу нижчий за межу вашого сигналу.</translation>
    </message>
    <message>
        <source>A part of the recording is missing: it could not be written. Tell your administrator.</source>
        <translation>Частини запису бракує: її не вдалося записати. Повідомте адміністратора.</translation>
    </message>
    <message>
        <source>The call could not be recorded, or not to its end. Tell your administrator.</source>
        <translation>Дзвінок не вдалося записати або записати до кінця. Повідомте адміністратора.</translation>
    </message>
    <message>
        <source>The audio clip was not recorded: nothing was said, or it could not be kept.</source>
        <translation>Аудіокліп не записано: нічого не було сказано, або його не вдалося зберегти.</translation>
    </message>
    <message>
        <source>The audio clip could not be played. Tell your administrator.</source>
        <translation>Аудіокліп не вдалося відтворити. Повідомте адміністратора.</translation>
    </message>
    <message>
        <source>Your phone rings: pick it up to answer.</source>
        <translation>Ваш телефон дзвонить: підніміть слухавку, щоб відповісти.</translation>
    </message>
    <message>
        <source>There is no sound in this call because the server&apos;s media failed. Tell your administrator.</source>
        <translation>У цьому дзвінку немає звуку через збій медіа на сервері. Повідомте адміністратора.</translation>
    </message>
    <message>
        <source>The customer&apos;s line is busy. The call is tried again as the rules say.</source>
        <translation>Лінія клієнта зайнята. Дзвінок буде повторено за правилами.</translation>
    </message>
    <message>
        <source>The customer did not answer. The call is tried again as the rules say.</source>
        <translation>Клієнт не відповів. Дзвінок буде повторено за правилами.</translation>
    </message>
    <message>
        <source>The customer&apos;s number could not be reached. The call is tried again as the rules say.</source>
        <translation>Номер клієнта недоступний. Дзвінок буде повторено за правилами.</translation>
    </message>
    <message>
        <source>The call to the customer failed because of the server. It is tried again as the rules say.</source>
        <translation>Дзвінок клієнту не вдався через сервер. Його буде повторено за правилами.</translation>
    </message>
    <message>
        <source>The server was restarted and your call was lost.</source>
        <translation>Сервер було перезапущено, ваш дзвінок втрачено.</translation>
    </message>
    <message>
        <source>The connection to the server was lost. It is taken up again by itself.</source>
        <translation>З’єднання із сервером втрачено. Воно відновиться само.</translation>
    </message>
    <message>
        <source>The connection to the server is back.</source>
        <translation>З’єднання із сервером відновлено.</translation>
    </message>
    <message>
        <source>While the server was out of reach you missed calls: {count}. They stand in Recent calls.</source>
        <translation>Поки сервер був недоступний, ви пропустили дзвінків: {count}. Вони в останніх дзвінках.</translation>
    </message>
    <message>
        <source>While the server was out of reach your status changed.</source>
        <translation>Поки сервер був недоступний, ваш статус змінився.</translation>
    </message>
    <message>
        <source>The phone stopped and is started again.</source>
        <translation>Телефон зупинився й запускається знову.</translation>
    </message>
    <message>
        <source>The phone could not do this: {problem}</source>
        <translation>Телефон не зміг це зробити: {problem}</translation>
    </message>
    <message>
        <source>The server did not take a note. Its text is kept in this file: {file}</source>
        <translation>Сервер не прийняв нотатку. Її текст збережено в цьому файлі: {file}</translation>
    </message>
    <message>
        <source>What you type cannot be kept on this PC: {problem}. Close the window only when it is saved.</source>
        <translation>Те, що ви пишете, не можна зберегти на цьому комп’ютері: {problem}. Закрийте вікно лише тоді, коли текст буде збережено.</translation>
    </message>
    <message>
        <source>A sound file is gone; the usual sound is heard instead: {file}</source>
        <translation>Звуковий файл зник; натомість лунає звичайний звук: {file}</translation>
    </message>
    <message>
        <source>Your administrator changed the settings of this PC. They hold from the next start.</source>
        <translation>Адміністратор змінив налаштування цього ПК. Вони діятимуть після наступного запуску.</translation>
    </message>
    <message>
        <source>The settings of this PC have a mistake: tell your administrator before you end the program.</source>
        <translation>У налаштуваннях цього ПК є помилка: скажіть адміністратору, перш ніж закрити програму.</translation>
    </message>
    <message>
        <source>Your settings could not be understood: the usual ones hold. What was there is in {file}.</source>
        <translation>Ваші налаштування не вдалося прочитати: діють звичайні. Попередній вміст — у файлі {file}.</translation>
    </message>
    <message>
        <source>A new version of the program is ready: {version}. Ask your administrator for it.</source>
        <translation>Готова нова версія програми: {version}. Зверніться по неї до адміністратора.</translation>
    </message>
    <message>
        <source>Other programs cannot reach this one: {problem}</source>
        <translation>Інші програми не можуть звернутися до цієї: {problem}</translation>
    </message>
    <message>
        <source>The server knows more than this program. Update the program.</source>
        <translation>Сервер новіший за цю програму. Оновіть програму.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {text}</source>
        <translation>{file} неможливо прочитати: {text}</translation>
    </message>
    <message>
        <source>{file} is too large for an address book.</source>
        <translation>{file} завеликий для адресної книги.</translation>
    </message>
    <message>
        <source>{file}: the first line must name the columns, one of them a name and one a phone number.</source>
        <translation>{file}: перший рядок має називати стовпці, серед них ім’я та номер телефону.</translation>
    </message>
    <message>
        <source>{file}, line {line}: this cannot be read.</source>
        <translation>{file}, рядок {line}: це неможливо прочитати.</translation>
    </message>
    <message>
        <source>{file}, line {line}: this card has no end.</source>
        <translation>{file}, рядок {line}: картка не має кінця.</translation>
    </message>
    <message>
        <source>{file}, line {line}: there is no name.</source>
        <translation>{file}, рядок {line}: немає імені.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {text} has no phone number.</source>
        <translation>{file}, рядок {line}: {text} не має номера телефону.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {text} is no number that can be dialled.</source>
        <translation>{file}, рядок {line}: {text} не є номером, який можна набрати.</translation>
    </message>
    <message>
        <source>The directory {file} does not answer. It is asked again; whom it had before stays here.</source>
        <translation>Каталог {file} не відповідає. Його буде запитано знову; ті, хто в ньому був, залишаються тут.</translation>
    </message>
    <message>
        <source>The directory {file} cannot be reached safely: its certificate or its TLS is wrong.</source>
        <translation>До каталогу {file} не можна дістатися безпечно: його сертифікат або TLS неправильні.</translation>
    </message>
    <message>
        <source>The directory {file} refuses: {text}</source>
        <translation>Каталог {file} відмовляє: {text}</translation>
    </message>
    <message>
        <source>The password for the directory {file} is not in the keyring of this PC.</source>
        <translation>Пароля до каталогу {file} немає у сховищі ключів цього ПК.</translation>
    </message>
    <message>
        <source>The directory {file} has more people than can be shown: {text} are here.</source>
        <translation>У каталозі {file} більше людей, ніж можна показати: тут їх {text}.</translation>
    </message>
    <message>
        <source>{file}: {text} is no number that can be dialled.</source>
        <translation>{file}: {text} — не номер, який можна набрати.</translation>
    </message>
    <message>
        <source>You are muted: nobody hears what you say.</source>
        <translation>Ваш мікрофон вимкнено: вас ніхто не чує.</translation>
    </message>
    <message>
        <source>Your microphone gives no sound. Is it switched off at the headset?</source>
        <translation>Ваш мікрофон не дає звуку. Чи не вимкнено його на гарнітурі?</translation>
    </message>
    <message>
        <source>You can hardly be heard. Move the microphone closer to your mouth, or turn it up.</source>
        <translation>Вас ледь чути. Присуньте мікрофон ближче до рота або збільште його рівень.</translation>
    </message>
    <message>
        <source>Your voice is distorted. Turn the microphone down, or move it away from your mouth.</source>
        <translation>Ваш голос спотворюється. Зменште рівень мікрофона або відсуньте його від рота.</translation>
    </message>
    <message>
        <source>This PC is too busy for a clear call. Close programs that you do not need.</source>
        <translation>Цей комп&apos;ютер надто завантажений для чіткої розмови. Закрийте непотрібні програми.</translation>
    </message>
    <message>
        <source>Your Wi-Fi is weak: you are heard with gaps. Move closer to it, or use a network cable.</source>
        <translation>Ваш Wi-Fi слабкий: вас чути з перервами. Підійдіть ближче до нього або скористайтеся мережевим кабелем.</translation>
    </message>
    <message>
        <source>Your network loses speech: you are heard with gaps. Is something large being sent or fetched?</source>
        <translation>Ваша мережа втрачає мовлення: вас чути з перервами. Можливо, зараз надсилається або завантажується щось велике?</translation>
    </message>
    <message>
        <source>Your connection loses speech: you are heard with gaps. Others may be using it heavily.</source>
        <translation>Ваше з&apos;єднання втрачає мовлення: вас чути з перервами. Можливо, його сильно завантажують інші.</translation>
    </message>
    <message>
        <source>The caller&apos;s speech arrives with gaps. It is not your PC: you are heard well.</source>
        <translation>Мовлення абонента надходить з перервами. Це не ваш комп&apos;ютер: вас чути добре.</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Пропущений дзвінок</translation>
    </message>
    <message>
        <source>Phone unreachable</source>
        <translation>Телефон недоступний</translation>
    </message>
    <message>
        <source>Missed case</source>
        <translation>Пропущене звернення</translation>
    </message>
    <message>
        <source>Just logged in</source>
        <translation>Щойно увійшли</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>З’єднання втрачено</translation>
    </message>
</context>
<context>
    <name>counts</name>
    <message numerus="yes">
        <source>%n ready</source>
        <translation>
            <numerusform>%n готовий</numerusform>
            <numerusform>%n готові</numerusform>
            <numerusform>%n готових</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being offered a call</source>
        <translation>
            <numerusform>%n отримує дзвінок</numerusform>
            <numerusform>%n отримують дзвінок</numerusform>
            <numerusform>%n отримують дзвінок</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in a call</source>
        <translation>
            <numerusform>%n у розмові</numerusform>
            <numerusform>%n у розмові</numerusform>
            <numerusform>%n у розмові</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in wrap-up</source>
        <translation>
            <numerusform>%n у постобробці</numerusform>
            <numerusform>%n у постобробці</numerusform>
            <numerusform>%n у постобробці</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n busy</source>
        <translation>
            <numerusform>%n на перерві</numerusform>
            <numerusform>%n на перерві</numerusform>
            <numerusform>%n на перерві</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n administrative</source>
        <translation>
            <numerusform>%n в адмінроботі</numerusform>
            <numerusform>%n в адмінроботі</numerusform>
            <numerusform>%n в адмінроботі</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n logged out</source>
        <translation>
            <numerusform>%n не в системі</numerusform>
            <numerusform>%n не в системі</numerusform>
            <numerusform>%n не в системі</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n очікує</numerusform>
            <numerusform>%n очікують</numerusform>
            <numerusform>%n очікують</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kept</name>
    <message>
        <source>Saved for later</source>
        <translation>Збережено на потім</translation>
    </message>
    <message>
        <source>Partly answered</source>
        <translation>Частково дано відповідь</translation>
    </message>
    <message>
        <source>Forwarded to you</source>
        <translation>Переслано вам</translation>
    </message>
    <message>
        <source>Locked to you</source>
        <translation>Закріплено за вами</translation>
    </message>
    <message>
        <source>Picked by you</source>
        <translation>Вибрано вами</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Відкрито знову</translation>
    </message>
    <message>
        <source>Left when you logged out</source>
        <translation>Залишено під час виходу</translation>
    </message>
    <message>
        <source>Private callback</source>
        <translation>Особистий зворотний дзвінок</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>%1 belongs to another program</source>
        <translation>%1 належить іншій програмі</translation>
    </message>
    <message>
        <source>anywhere %1</source>
        <translation>усюди %1</translation>
    </message>
</context>
<context>
    <name>link</name>
    <message>
        <source>Connected</source>
        <translation>З’єднано</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>З’єднання …</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Не з’єднано</translation>
    </message>
</context>
<context>
    <name>mail</name>
    <message>
        <source>The system</source>
        <translation>Система</translation>
    </message>
</context>
<context>
    <name>outcome</name>
    <message>
        <source>Handled</source>
        <translation>Опрацьовано</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Переведено</translation>
    </message>
    <message>
        <source>Consulted</source>
        <translation>Консультація</translation>
    </message>
    <message>
        <source>Hung up before an answer</source>
        <translation>Поклали слухавку до відповіді</translation>
    </message>
    <message>
        <source>Callback ordered</source>
        <translation>Замовлено зворотний дзвінок</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Не вдалося зв’язатися</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Перервано</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Не вдалося</translation>
    </message>
    <message>
        <source>Served by the voice menu</source>
        <translation>Обслужено голосовим меню</translation>
    </message>
    <message>
        <source>Left a message</source>
        <translation>Залишено повідомлення</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Відхилено</translation>
    </message>
</context>
<context>
    <name>phone</name>
    <message>
        <source>No sound device was found. Connect a headset or switch the sound service on; it is then taken by itself.</source>
        <translation>Звукового пристрою не знайдено. Підключіть гарнітуру або ввімкніть звукову службу; далі її буде взято автоматично.</translation>
    </message>
    <message>
        <source>No microphone was found: callers cannot hear you. Connect a headset; it is then taken by itself.</source>
        <translation>Мікрофона не знайдено: абоненти вас не чують. Підключіть гарнітуру; далі її буде взято автоматично.</translation>
    </message>
    <message>
        <source>No speaker was found: you cannot hear callers. Connect a headset; it is then taken by itself.</source>
        <translation>Динаміка не знайдено: ви не чуєте абонентів. Підключіть гарнітуру; далі її буде взято автоматично.</translation>
    </message>
    <message>
        <source>The microphone you chose is not connected: another one is used until it is back.</source>
        <translation>Вибраний мікрофон не підключено: доки він не повернеться, використовується інший.</translation>
    </message>
    <message>
        <source>The speaker you chose is not connected: another one is used until it is back.</source>
        <translation>Вибраний динамік не підключено: доки він не повернеться, використовується інший.</translation>
    </message>
    <message>
        <source>The microphone delivers nothing: callers cannot hear you. Connect it again or choose another one.</source>
        <translation>Мікрофон нічого не передає: абоненти вас не чують. Підключіть його знову або виберіть інший.</translation>
    </message>
    <message>
        <source>The microphone is silent: callers cannot hear you. Look for a switch on the headset or its cable.</source>
        <translation>Мікрофон мовчить: абоненти вас не чують. Пошукайте вимикач на гарнітурі або її кабелі.</translation>
    </message>
    <message>
        <source>The speaker could not be used; another program may have taken it.</source>
        <translation>Динамік не вдалося використати; можливо, його зайняла інша програма.</translation>
    </message>
    <message>
        <source>The microphone could not be used; it may be taken or forbidden.</source>
        <translation>Мікрофон не вдалося використати; можливо, він зайнятий або заборонений.</translation>
    </message>
</context>
<context>
    <name>result</name>
    <message>
        <source>No qualifier</source>
        <translation>Без кваліфікатора</translation>
    </message>
    <message>
        <source>Private callback</source>
        <translation>Особистий зворотний дзвінок</translation>
    </message>
    <message>
        <source>Public callback</source>
        <translation>Загальний зворотний дзвінок</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Завершальний</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Успіх</translation>
    </message>
    <message>
        <source>Success to confirm</source>
        <translation>Успіх до підтвердження</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Очікує</translation>
    </message>
    <message>
        <source>Cancel success and close</source>
        <translation>Скасувати успіх і закрити</translation>
    </message>
</context>
<context>
    <name>service</name>
    <message>
        <source>Service level</source>
        <translation>Рівень сервісу</translation>
    </message>
    <message>
        <source>Agents logged in</source>
        <translation>Операторів у системі</translation>
    </message>
    <message>
        <source>{percent} % within {seconds} s today: {part} of {whole}.</source>
        <translation>{percent} % за {seconds} с сьогодні: {part} із {whole}.</translation>
    </message>
    <message>
        <source>Of today&apos;s callers who were answered or waited longer than the target, how many were answered within it. Who hung up sooner does not count.</source>
        <translation>Скільки із сьогоднішніх абонентів, яким відповіли або які чекали довше за ціль, отримали відповідь у її межах. Хто поклав слухавку раніше, не враховується.</translation>
    </message>
    <message>
        <source>Callers an hour: {calls}. Agents who would answer {percent} % of them within {seconds} s: {agents}. Logged in: {present}.</source>
        <translation>Абонентів на годину: {calls}. Операторів, які відповіли б {percent} % із них за {seconds} с: {agents}. У системі: {present}.</translation>
    </message>
    <message>
        <source>After the slash: how many agents would answer {percent} % in time now, by Erlang&apos;s formulas, with the callers of the last hour.</source>
        <translation>Після риски: скільки операторів зараз відповіли б {percent} % вчасно, за формулами Ерланга, з абонентами останньої години.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Locked by your administrator</source>
        <translation>Заблоковано адміністратором</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Вікно</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Повідомлення</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Звуки</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Сигнали</translation>
    </message>
    <message>
        <source>Sound devices</source>
        <translation>Звукові пристрої</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавіші</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Параметри</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Мова</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Як у системі</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Вигляд</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Світлий</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Темний</translation>
    </message>
    <message>
        <source>Sign in the tray</source>
        <translation>Значок в області сповіщень</translation>
    </message>
    <message>
        <source>No sign</source>
        <translation>Без значка</translation>
    </message>
    <message>
        <source>Show the status</source>
        <translation>Показувати статус</translation>
    </message>
    <message>
        <source>A closed window goes on there</source>
        <translation>Закрите вікно лишається там</translation>
    </message>
    <message>
        <source>The window also starts there</source>
        <translation>Вікно там і запускається</translation>
    </message>
    <message>
        <source>Start with the session</source>
        <translation>Запускати разом із сеансом</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Рух</translation>
    </message>
    <message>
        <source>Nothing moves or blinks</source>
        <translation>Ніщо не рухається й не блимає</translation>
    </message>
    <message>
        <source>Message windows close by themselves after</source>
        <translation>Вікна повідомлень закриваються самі через</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Ніколи</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>с</translation>
    </message>
    <message>
        <source>Size of message windows</source>
        <translation>Розмір вікон повідомлень</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Звичайний</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Малий</translation>
    </message>
    <message>
        <source>Notices of the desktop</source>
        <translation>Сповіщення стільниці</translation>
    </message>
    <message>
        <source>While the window cannot be seen</source>
        <translation>Поки вікна не видно</translation>
    </message>
    <message>
        <source>While another program is in front</source>
        <translation>Поки спереду інша програма</translation>
    </message>
    <message>
        <source>Notices of the desktop say who calls</source>
        <translation>Сповіщення показують, хто телефонує</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Ні</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Так</translation>
    </message>
    <message>
        <source>A case is offered to you</source>
        <translation>Вам пропонують звернення</translation>
    </message>
    <message>
        <source>A call is connected at once</source>
        <translation>Дзвінок з&apos;єднується одразу</translation>
    </message>
    <message>
        <source>You missed an offer</source>
        <translation>Ви пропустили пропозицію</translation>
    </message>
    <message>
        <source>A queue reached your alarm</source>
        <translation>Черга досягла вашого сигналу</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>Ready</source>
        <translation>Готовий</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Вхідний дзвінок</translation>
    </message>
    <message>
        <source>In call</source>
        <translation>Розмова</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Постобробка</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Перерва</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Адмінробота</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>Не в системі</translation>
    </message>
    <message>
        <source>Then: {status}</source>
        <translation>Далі: {status}</translation>
    </message>
    <message>
        <source>Back at {time}</source>
        <translation>Повернення о {time}</translation>
    </message>
    <message>
        <source>Overdue: back at {time}</source>
        <translation>Запізнення: повернення о {time}</translation>
    </message>
</context>
<context>
    <name>tabs</name>
    <message>
        <source>Queue information</source>
        <translation>Інформація про чергу</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Оператори</translation>
    </message>
    <message>
        <source>Message history</source>
        <translation>Історія повідомлень</translation>
    </message>
    <message>
        <source>Call information</source>
        <translation>Інформація про дзвінок</translation>
    </message>
    <message>
        <source>Number pad</source>
        <translation>Набір номера</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Останні дзвінки</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>Адресна книга</translation>
    </message>
    <message>
        <source>Voice messages</source>
        <translation>Голосова пошта</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Повідомлення</translation>
    </message>
    <message>
        <source>Cherry pick</source>
        <translation>Вибір дзвінків</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Мої звернення</translation>
    </message>
    <message>
        <source>Personal statistics</source>
        <translation>Особиста статистика</translation>
    </message>
</context>
<context>
    <name>talk</name>
    <message>
        <source>Conference with {names}</source>
        <translation>Конференція: {names}</translation>
    </message>
    <message>
        <source>On hold for {time}: the customer hears music</source>
        <translation>На утриманні {time}: клієнт чує музику</translation>
    </message>
    <message>
        <source>Parked for {time}: the customer hears music</source>
        <translation>Запарковано {time}: клієнт чує музику</translation>
    </message>
    <message>
        <source>{name} listens</source>
        <translation>{name} слухає</translation>
    </message>
    <message>
        <source>{name} speaks to you alone</source>
        <translation>{name} говорить лише з вами</translation>
    </message>
    <message>
        <source>{name} speaks with you both</source>
        <translation>{name} говорить з вами обома</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>Запис {time}</translation>
    </message>
    <message>
        <source>Recording paused</source>
        <translation>Запис призупинено</translation>
    </message>
    <message>
        <source>Saving the recording …</source>
        <translation>Збереження запису …</translation>
    </message>
    <message>
        <source>Deleting the recording …</source>
        <translation>Видалення запису …</translation>
    </message>
    <message>
        <source>Recording declined</source>
        <translation>Від запису відмовлено</translation>
    </message>
    <message>
        <source>a number outside</source>
        <translation>зовнішній номер</translation>
    </message>
    <message>
        <source>Asking {name} … {time}</source>
        <translation>Консультація: {name} … {time}</translation>
    </message>
    <message>
        <source>Speaking with the customer; {name} hears music</source>
        <translation>Розмова з клієнтом; {name} чує музику</translation>
    </message>
    <message>
        <source>Speaking with {name}; the customer hears music</source>
        <translation>Розмова: {name}; клієнт чує музику</translation>
    </message>
</context>
<context>
    <name>trouble</name>
    <message>
        <source>The server is out of reach; it is tried again by itself. Your call goes on; what you type is kept.</source>
        <translation>Сервер недоступний; з’єднання відновиться саме. Дзвінок триває; те, що ви пишете, зберігається.</translation>
    </message>
    <message>
        <source>The server is out of reach; it is tried again by itself. Buttons work again then; what you type is kept.</source>
        <translation>Сервер недоступний; з’єднання відновиться саме. Тоді знову запрацюють кнопки; те, що ви пишете, зберігається.</translation>
    </message>
    <message>
        <source>The telephone is being started again; the caller hears music.</source>
        <translation>Телефон перезапускається; абонент чує музику.</translation>
    </message>
    <message>
        <source>The telephone is being started again.</source>
        <translation>Телефон перезапускається.</translation>
    </message>
    <message>
        <source>You cannot be heard; the caller hears music. You are connected again by itself.</source>
        <translation>Вас не чути; абонент чує музику. Вас знову з’єднають автоматично.</translation>
    </message>
    <message>
        <source>Not heard – {time} left</source>
        <translation>Вас не чути – ще {time}</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>passed over: {colleagues}</source>
        <translation>пропущено: {colleagues}</translation>
    </message>
    <message>
        <source>Why you: longest waiting caller ({waited}), ready longest ({ready})</source>
        <translation>Чому ви: абонент чекав найдовше ({waited}), ви готові найдовше ({ready})</translation>
    </message>
    <message>
        <source>Why you: a colleague wants to speak to you, or gives you this call</source>
        <translation>Чому ви: колега хоче з вами поговорити або передає вам цей дзвінок</translation>
    </message>
    <message>
        <source>Why you: the call that you transferred was not answered</source>
        <translation>Чому ви: на переведений вами дзвінок не відповіли</translation>
    </message>
    <message>
        <source>Why you: you took this call yourself</source>
        <translation>Чому ви: ви самі взяли цей дзвінок</translation>
    </message>
    <message>
        <source>Why you: rule {rule}, score {score}, you had been ready for {ready}</source>
        <translation>Чому ви: правило {rule}, оцінка {score}, ви були готові {ready}</translation>
    </message>
</context>
</TS>
